"""Emil on Børnelinealen: eight months, three people, each alone."""

from portal.demo.saying import scores, shows_all_answers, takes_up
from portal.demo.telling import at

# fmt: off (one answer, one paragraph)
ON_THE_RULER = [
    at("w33 thu 20:15", scores, "sara", "Emil", 3, "Emil kom ind til os tre nætter i træk.", care=True,
       better="At vi aftaler, hvem der putter, før vi er trætte."),
    at("w33 thu 20:20", scores, "sara", "Emil", 3, "Emil sover dårligt og er stille om morgenen.",
       protective="Emil er glad for skolen og for Birthe."),
    at("w33 fri 21:00", scores, "jonas", "Emil", 2,
       "Emil griner meget, når vi er ude. Om aftenen er Emil urolig."),
    at("w32 mon 09:00", scores, "karin", "Emil", 3,
       "Læreren fortæller, at Emil faldt i søvn to gange på en uge.", context="school"),

    at("w29 mon 20:00", scores, "sara", "Emil", 3, "Emil sov igennem to nætter. Resten vågnede Emil."),
    at("w29 mon 20:30", scores, "jonas", "Emil", None, "Jeg har været på nattevagt hele ugen."),
    at("w29 tue 15:30", scores, "karin", "Emil", 3,
       "Emil sagde på besøget: »Det er bedst, når farmor er der.«"),

    at("w25 mon 20:10", scores, "sara", "Emil", 2,
       "Birthe har puttet Emil tre gange. Emil faldt i søvn med det samme.",
       protective="Birthe kommer, når jeg ringer."),
    at("w25 tue 21:20", scores, "karin", "Emil", 3,
       "Emil er vågen i timerne igen. Emil spørger læreren, hvem der henter.", context="school"),
    at("w25 wed 16:00", shows_all_answers, "karin"),

    at("w22 sun 22:40", scores, "sara", "Emil", 4,
       "I aften slog Jonas i bordet, så et glas faldt ned og gik i stykker. Emil låste sig inde på "
       "badeværelset. Birthe kom og tog Emil med hjem.", key="the bad evening",
       protective="Emil sover hos Birthe i nat.", better="At Jonas går ud, før det bliver så slemt."),
    at("w21 mon 08:20", takes_up, "karin", "the bad evening"),
    at("w21 mon 17:10", scores, "jonas", "Emil", 3,
       "Jeg slog i bordet. Jeg så Emils ansigt. Det skal Emil ikke se igen.", care=True,
       better="At jeg går, før jeg råber."),
    at("w21 mon 17:20", scores, "jonas", "Emil", 3,
       "Emil ville ikke holde mig i hånden på vej til skole i dag."),
    at("w21 tue 10:00", scores, "karin", "Emil", 3,
       "Emil sagde: »Jeg låste døren, fordi det var højt.« Emil sov hos Birthe og kom glad i skole "
       "dagen efter."),

    at("w18 mon 20:20", scores, "sara", "Emil", 3,
       "Emil spørger hver aften, om vi er sure. Emil sover i egen seng."),
    at("w18 tue 21:15", scores, "jonas", "Emil", 2, "Vi har ikke skændtes foran Emil i tre uger."),
    at("w18 wed 14:00", scores, "karin", "Emil", 3,
       "Emil tegnede huset med alle lamper tændt og sagde, at nu er det mindre højt."),

    at("w14 mon 19:50", scores, "sara", "Emil", 2,
       "Vi holder aftalerne de fleste dage. Birthe skriver kryds.", care=True),
    at("w14 mon 20:00", scores, "sara", "Emil", 2,
       "Emil vendte det røde kort, og vi satte os ned. Emil gik selv i seng bagefter."),
    at("w14 tue 21:30", scores, "jonas", "Emil", 2,
       "Emil beder selv om at blive puttet tirsdag og torsdag."),
    at("w14 wed 16:45", scores, "karin", "Emil", 2, "Læreren ser en dreng, der rækker hånden op igen.",
       context="school"),

    at("w10 mon 20:40", scores, "sara", "Emil", 3,
       "Jonas var væk på kursus, og jeg havde fire aftenvagter. Emil var hos Birthe tre nætter og "
       "savnede os.", better="At jeg siger nej til den fjerde vagt."),
    at("w10 wed 20:10", scores, "jonas", "Emil", 2, "Emil ringede hver aften. Vi læste i telefonen.",
       context="contact"),
    at("w10 thu 15:00", scores, "karin", "Emil", 2,
       "Emil sagde: »Der var mange ting i tasken.« Emil vidste, hvor Emil skulle sove."),

    at("w6 mon 20:05", scores, "sara", "Emil", 2,
       "Emil har sovet hele natten i to uger. Én aften kaldte Emil."),
    at("w6 mon 21:10", scores, "jonas", "Emil", 1,
       "Emil sover. Emil synger i badet. Jeg kan ikke se noget galt."),
    at("w6 wed 16:00", scores, "karin", "Emil", 2,
       "Emil fortalte om fisketuren og om skænderiet på vejen hjem, som I stoppede."),

    at("w2 mon 20:00", scores, "jonas", "Emil", 1,
       "Vi ringer til Birthe, før det bliver svært. Det er blevet en vane.", care=True),
    at("w2 mon 20:05", scores, "jonas", "Emil", 1, "Emil læste selv en side højt for Birthe."),
    at("w2 tue 20:30", scores, "sara", "Emil", 1, "Emil sagde i går: »Nu ligger jeg ikke og lytter mere.«",
       protective="Birthe, det røde kort og søndagene ved bordet."),
    at("w2 wed 10:30", scores, "karin", "Emil", 2,
       "Det har været godt i seks uger. Jeg vil gerne se det holde, når vagterne skifter igen."),

    at("w1 sat 10:15", scores, "jonas", "Emil", 2,
       "Emil har haft ondt i maven to morgener. Emil ved ikke hvorfor."),
]
