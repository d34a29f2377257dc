"""Freja, nine, and Storm, three: two homes, and a mother whose address is protected.

Louise has custody of both, Martin of Freja alone. Martin must learn nothing of Louise here: her words, her
people and what she does are hidden by the shield; what Tom writes for all in the case never names her.
"""

from portal.cases.models import AnswerKind
from portal.demo.agreeing import AGREE, SEEN, answers_duty, proposes, says_of_plan
from portal.demo.coming import (
    comes,
    invites,
    invites_parent,
    keeps_secret,
    names,
    opens,
    says_yes_to,
    shields,
)
from portal.demo.lasting import sends_out_for_days
from portal.demo.meeting import answers_call, calls_meeting
from portal.demo.planning import answers_item, puts_in_plan
from portal.demo.saying import (
    agrees_with_the_rest,
    names_danger,
    scores,
    sees_it_differently,
    sends,
    writes,
)
from portal.demo.telling import at
from portal.mapping.models import Category
from portal.network.models import Circle
from portal.plan.models.sections import Section

# fmt: off (one act, one paragraph)
BEGINNING = [
    at("w9 tue 09:00", opens, "tom", ["Freja", "Storm"], "karin"),
    at("w9 tue 09:15", invites_parent, "tom", "louise", "mor", ["Freja", "Storm"],
       "Kære Louise. Som vi talte om: her kan du skrive til mig. Martin kan ikke se, at du er her."),
    at("w9 tue 21:40", comes, "louise"),
    at("w9 thu 10:30", invites_parent, "tom", "martin", "far", ["Freja"],
       "Kære Martin. Vil du være med her? Det handler om lørdagene med Freja."),
    at("w9 thu 10:31", shields, "tom", "louise", "martin",
       "Louise flyttede med børnene i foråret. Martin må ikke vide hvorhen."),
    at("w9 thu 20:05", keeps_secret, "louise", "address", "Tjørnevænget 12, 4990 Nørreby"),
    at("w9 thu 20:08", keeps_secret, "louise", "school", "Børnehaven Mariehønen"),
    at("w9 sat 18:20", comes, "martin"),
]

THE_MAP = [
    at("w8 mon 21:30", writes, "louise", Category.STRENGTH,
       "Freja og Storm bygger huler sammen og sover i samme værelse. Freja synger for Storm.", key="caves"),
    at("w8 mon 21:45", writes, "louise", Category.PAST_HARM,
       "I lørdags kom Freja hjem og spurgte, om det er forkert at sige navnet på vores vej. Martin "
       "havde spurgt to gange. Freja sov ikke.", key="the road"),
    at("w8 mon 21:55", writes, "louise", Category.EXISTING_SAFETY,
       "Da Martin stod uden for skolen i foråret, ringede Frejas lærer til mig, og Freja blev inde, til "
       "Signe kom.", key="school gate"),
    at("w8 tue 19:10", writes, "martin", Category.STRENGTH,
       "Freja og jeg bager pizza om lørdagen. Freja bestemmer, hvad der skal på.", key="pizza"),
    at("w8 tue 19:25", writes, "martin", Category.PAST_HARM,
       "Freja græd i bilen sidste lørdag og ville ikke sige hvorfor. Jeg blev ved med at spørge.",
       key="the car"),
    at("w8 wed 09:30", writes, "tom", Category.PAST_HARM,
       "Frejas lærer hørte Freja sige til en veninde: »Jeg må ikke sige, hvor jeg bor, og far spørger "
       "hele tiden.« Freja havde ondt i maven om mandagen.", key="stomach"),
    at("w8 wed 20:00", sees_it_differently, "martin", "stomach",
       "Jeg spørger, fordi jeg ikke må vide noget. Jeg gør det ikke for at gøre Freja ked af det."),
    at("w7 mon 10:00", names_danger, "tom",
       "Tom er bange for, at Martin igen spørger Freja, hvor Freja bor, når de er sammen om lørdagen. "
       "Så skal Freja passe på en hemmelighed, og så kan Freja få ondt i maven og holde op med at glæde "
       "sig til lørdagene. Martin siger: Jeg spørger, fordi jeg savner hverdagen.",
       "Martin spørger Freja om skole, fodbold og venner og ikke om, hvor Freja bor. Freja tager glad "
       "af sted og kommer glad hjem hver anden lørdag i tre måneder.", child="Freja", key="danger"),
    at("w7 mon 21:10", sees_it_differently, "louise", "danger",
       "Jeg er også bange for, at Freja en dag kommer til at sige det og bagefter tror, at det er "
       "Frejas skyld, hvis vi må flytte igen."),
    at("w7 tue 10:15", writes, "tom", Category.COMPLICATING_FACTOR,
       "Kommunen flyttede mødet to gange i september, så Martin hørte først om aftalen to dage før.",
       key="moved"),
    at("w7 wed 20:30", writes, "martin", Category.NEXT_STEP,
       "Jeg skriver en liste med ting, jeg kan spørge Freja om. Jeg viser den til Tom på tirsdag.",
       key="list"),
    at("w7 thu 21:00", sends, "louise"),
    at("w7 fri 09:00", sends, "martin"),
    at("w6 mon 10:00", agrees_with_the_rest, "tom"),
]

AROUND_THEM = [
    at("w6 tue 20:10", names, "martin", "Kim", "fodboldtræner", Circle.INNER,
       "Freja er tryg ved Kim. Kim kan være der, når vi mødes efter kampen.", key="kim"),
    at("w6 tue 20:15", says_yes_to, "martin", "kim"),
    at("w6 tue 21:50", says_yes_to, "louise", "kim"),
    at("w6 wed 09:20", says_yes_to, "tom", "kim"),
    at("w6 wed 19:00", invites, "martin", "kim", "kim",
       "Hej Kim. Vil du hjælpe Freja og mig med, at det bliver roligt efter kampen?",
       "At følge Freja ud til mig og sige farvel."),
    at("w6 thu 17:30", comes, "kim"),
    at("w5 mon 21:20", names, "louise", "Signe", "moster", Circle.INNER,
       "Min søster Signe henter Storm og Freja i institution og skole, når jeg arbejder sent.", key="signe"),
    at("w5 mon 21:25", says_yes_to, "louise", "signe"),
    at("w5 tue 09:40", says_yes_to, "tom", "signe"),
]

ON_THE_RULER = [
    at("w7 sun 20:10", scores, "louise", "Freja", 3, "Freja vågnede tre gange natten efter lørdagen."),
    at("w7 sun 20:20", scores, "louise", "Storm", 2,
       "Storm vil ikke slippe mig, når vi skal af sted om morgenen."),
    at("w6 mon 18:30", scores, "martin", "Freja", 2,
       "Freja lo hele eftermiddagen. Freja blev stille i bilen.", context="contact"),
    at("w6 tue 11:00", scores, "tom", "Storm", 2, "Storm leger tæt ved en voksen i børnehaven.",
       context="school"),
    at("w6 tue 11:10", scores, "tom", "Freja", 3,
       "Læreren har hørt Freja tale om at passe på en hemmelighed.", context="school"),
    at("w3 sun 20:30", scores, "louise", "Freja", 2,
       "Freja kom hjem og fortalte om kampen og sov hele natten."),
    at("w3 sun 20:40", scores, "louise", "Storm", 1, "Storm vinkede selv farvel hele ugen."),
    at("w2 mon 18:10", scores, "martin", "Freja", 2,
       "Vi talte om fodbold og pizza. Jeg spurgte ikke om andet.", context="contact",
       protective="Listen ligger i bilen."),
    at("w2 tue 11:30", scores, "tom", "Storm", 1, "Børnehaven ser Storm lege med to andre hver dag.",
       context="school"),
    at("w2 tue 11:40", scores, "tom", "Freja", 2,
       "Læreren siger, at Freja ikke har haft ondt i maven i to uger.", context="school"),
]

THE_PLAN = [
    at("w4 tue 09:40", puts_in_plan, "tom", Section.PURPOSE,
       "Freja skal kunne glæde sig til lørdagen med Martin og være tryg hele dagen. Freja skal ikke passe på "
       "nogen hemmelighed.", key="what for", kind="full"),
    at("w4 tue 19:30", proposes, "martin", ["martin"],
       "Jeg spørger Freja om skole, fodbold og venner. Jeg spørger ikke om, hvor Freja bor, eller hvem "
       "Freja bor sammen med.", key="ask", when="hver anden lørdag", days="6",
       seen="Freja fortæller Tom, hvordan lørdagen var",
       child="Far spørger om alt det sjove. Du behøver ikke passe på noget."),
    at("w4 tue 19:50", proposes, "martin", ["kim"],
       "Kim følger Freja fra omklædningen ud til Martin og siger farvel. Om aftenen kl. 18 står Kim ved "
       "klubhuset og tager imod.", key="walk", when="kl. 11 og kl. 18", days="6", where="klubhuset",
       backup="Tom finder en anden voksen, som Freja kender", child="Kim går med dig hele vejen."),
    at("w4 wed 21:00", answers_duty, "kim", AnswerKind.YES, "walk"),
    at("w4 thu 10:00", proposes, "tom", ["tom", "martin"],
       "Tom ringer til Martin og hører, hvordan lørdagen gik. Er noget svært, mødes Tom og Martin samme "
       "uge.", key="ring", when="kl. 10", days="1", seen="Tom skriver én linje her hver gang"),
    at("w4 thu 18:00", answers_duty, "martin", AnswerKind.YES, "ring"),
    at("w4 thu 21:30", proposes, "louise", ["louise"],
       "Jeg kører Freja til kamp og går, før Martin kommer. Storm er hos Signe så længe.", key="drive",
       when="lørdag kl. 9.30", days="6", backup="Signe kører",
       child="Jeg vinker, og så ser vi hinanden kl. 18.30."),
    at("w4 thu 21:45", proposes, "louise", ["louise"],
       "Freja må altid ringe hjem. Telefonen ligger i Frejas taske, og den er slukket for steder.",
       key="phone", seen="Freja ved, hvor telefonen er", child="Du må ringe lige så tit, du vil."),
]

AT_MEETINGS = [
    at("w6 thu 13:00", calls_meeting, "tom", ["martin"],
       "Hvad kan du spørge Freja om, så lørdagen bliver rolig?", "Rådhuset, lokale 2",
       "next tue 16:00", key="list meeting"),
    at("w6 thu 18:10", answers_call, "martin", AnswerKind.COMING, "list meeting"),
    at("w3 mon 09:40", calls_meeting, "tom", ["louise"], "Hvordan har Freja og Storm det efter lørdagene?",
       "Vi taler i telefon. Tom ringer.", "next wed 09:00", key="call"),
    at("w3 mon 21:20", answers_call, "louise", AnswerKind.COMING, "call"),
    at("d8 10:15", calls_meeting, "tom", ["martin", "kim"],
       "Hvordan siger Kim farvel til Freja efter kampen?", "Klubhuset, det lille lokale",
       "in 3 weeks tue 17:00", key="clubhouse"),
    at("d8 21:40", answers_call, "kim", AnswerKind.COMING, "clubhouse"),
    at("d8 10:40", calls_meeting, "tom", ["louise"], "Planen og den næste måned.",
       "Rådhuset, lokale 2. Tom henter dig ved bagindgangen.", "in 3 weeks wed 09:00", key="her own"),
    at("d8 21:50", answers_call, "louise", AnswerKind.OTHER_TIME, "her own",
       "Jeg møder kl. 8 om onsdagen. Kan det være torsdag?"),
]

JUST_NOW = [
    at("d7 09:30", sends_out_for_days, "tom", 7,
       "Vi prøver det på lørdag. Bagefter mødes vi og skriver en plan, der bliver ved. Indtil da er der "
       "ingen lørdage, uden at Tom har ringet først."),
    at("d7 21:15", says_of_plan, "louise", SEEN, AGREE),
    at("d7 21:30", writes, "louise", Category.NEXT_STEP,
       "Freja vil gerne kunne gå hjem til tiden uden at sige det til Martin selv. Kan Kim sige det?",
       key="going home"),
    at("d6 08:15", sends, "louise"),
    at("d6 22:10", says_of_plan, "kim", SEEN, AGREE),
    at("d4 10:30", says_of_plan, "tom", AGREE),
    at("d4 20:40", says_of_plan, "martin", SEEN),
    at("d4 20:50", writes, "martin", Category.COMPLICATING_FACTOR,
       "Der står kl. 18 i planen. Kampen er først slut kl. 11.45, så vi når næsten ikke at bage.",
       key="too short"),
    at("d3 09:00", sends, "martin"),
    at("d3 10:30", puts_in_plan, "tom", Section.CHILD,
       "På lørdag er du sammen med far i klubhuset. Kim går med dig hele vejen. Du må ringe hjem, så tit "
       "du vil.", key="told freja"),
    at("d3 20:10", answers_item, "louise", AnswerKind.YES, "told freja"),
    at("d3 20:25", puts_in_plan, "louise", Section.OBJECT, "Frejas røde hårelastik.",
       place="om håndleddet", meaning="Freja vil hjem nu. Vi spørger først bagefter.",
       looked_at_by="Kim", how_often="hele lørdagen"),
]
STORY = [*BEGINNING, *THE_MAP, *AROUND_THEM, *ON_THE_RULER, *THE_PLAN, *AT_MEETINGS, *JUST_NOW]
