"""Emil, seven: two parents under one roof, a grandmother, a coach, an aunt, and a plan that applies.

Eight months. It goes up and down, and there is one bad evening in it.
"""

from portal.cases.models import AnswerKind
from portal.demo.agreeing import (
    AGREE,
    SEEN,
    UNDERSTOOD,
    answers_duty,
    lets_plan_begin,
    proposes,
    says_of_plan,
    sends_plan_out,
    takes_in,
    tells_of_children,
    wants_other_words,
)
from portal.demo.coming import comes, invites, invites_parent, names, opens, says_who_is_trusted, says_yes_to
from portal.demo.emil_log import IN_THE_LOG
from portal.demo.emil_on_the_line import ON_THE_LINE
from portal.demo.emil_on_the_ruler import ON_THE_RULER
from portal.demo.emil_sections import IN_EVERY_SECTION
from portal.demo.emil_together import ASKED, AT_MEETINGS, NADIA, ON_THE_FRIDGE
from portal.demo.emil_tries import TRIED
from portal.demo.lasting import sets_follow_up
from portal.demo.noting import NOT_SHOWN
from portal.demo.saying import (
    agrees_with_the_rest,
    answers,
    names_danger,
    sees_it_differently,
    sends,
    writes,
)
from portal.demo.telling import at
from portal.mapping.models import Category
from portal.network.models import Circle, Tie
from portal.plan.models.child_view import View

YES = AnswerKind.YES
# fmt: off (one act, one paragraph)

BEGINNING = [
    at("w34 mon 10:05", opens, "karin", ["Emil"], "tom"),
    at("w34 mon 10:20", invites_parent, "karin", "sara", "mor", ["Emil"],
       "Kære Sara. Tak for snakken på skolen. Vil du være med her? Så laver vi planen sammen."),
    at("w34 mon 10:25", invites_parent, "karin", "jonas", "far", ["Emil"],
       "Kære Jonas. Vil du være med her? Du og Sara kender Emil bedst."),
    at("w34 mon 20:10", comes, "sara"),
    at("w34 wed 21:35", comes, "jonas"),
]

THE_MAP = [
    at("w34 thu 20:30", writes, "sara", Category.STRENGTH,
       "Emil og jeg læser højt hver aften. Det holder vi fast i.", key="reads"),
    at("w34 thu 20:40", writes, "sara", Category.PAST_HARM,
       "I tirsdags råbte jeg ad Emil, fordi han ikke ville i seng. Han græd længe.", key="shouted",
       happened="I tirsdags ved sengetid", effect="Emil blev bange og ville ikke sove alene."),
    at("w34 thu 21:10", writes, "jonas", Category.STRENGTH,
       "Emil er glad, når vi fisker sammen om lørdagen.", key="fishing"),
    at("w34 thu 21:20", sees_it_differently, "jonas", "shouted",
       "Det er aftenerne efter en lang vagt, der er svære. Resten går godt."),
    at("w34 fri 08:10", sends, "sara"),
    at("w33 mon 09:30", answers, "karin", AnswerKind.QUESTION, "shouted",
       "Tak, fordi du skriver det, Sara. Hvad gjorde du bagefter, så Emil faldt til ro?"),
    at("w33 mon 09:40", agrees_with_the_rest, "karin"),
    at("w33 mon 20:15", writes, "sara", Category.EXISTING_SAFETY,
       "Da jeg mærkede, at jeg ville råbe igen, gik jeg ud på trappen og ringede til Birthe. Hun kom og "
       "puttede Emil.", key="stairs", happened="Lørdag aften", seen_by="Birthe",
       effect="Emil faldt i søvn til farmors historie."),
    at("w33 wed 13:15", writes, "karin", Category.PAST_HARM,
       "Emils lærer ringede torsdag. Emil faldt i søvn i timen to dage samme uge. Emil sagde: »Jeg "
       "ligger og lytter, til de er færdige.«", key="teacher", happened="To dage i sidste uge",
       seen_by="Emils lærer", effect="Emil er for træt til at følge med i timen."),
    at("w33 wed 20:50", sees_it_differently, "jonas", "teacher",
       "Emil har altid sovet let. Det er ikke kun, fordi vi skændes."),
    at("w33 wed 21:15", writes, "jonas", Category.COMPLICATING_FACTOR,
       "Sara og jeg har vagter, der skifter. Nogle uger ses vi kun i døren, og så bliver det hele til "
       "beskeder.", key="shifts"),
    at("w32 tue 15:40", names_danger, "karin",
       "At aftenerne ender i råben, når Sara eller Jonas er for træt.",
       "Når Sara eller Jonas er for træt, ringer de til en voksen, før det bliver svært. Emil sover "
       "trygt hver aften og siger det selv til farmor og til sin lærer.", key="danger",
       worried_by="Karin og Sara", effect="Emil kan blive bange for at gå i seng og passe på de voksne.",
       dispute="Jonas: Det sker, men det er sjældent.", how_long="Tre måneder i træk",
       child_words="Nogle aftener råber de voksne. Det er ikke din skyld. Vi hjælper dem.",
       seen_by="Birthe og Emils lærer"),
    at("w32 tue 21:00", sees_it_differently, "sara", "danger",
       "Det passer. Jeg er også bange for, at Emil begynder at passe på mig."),
    at("w32 wed 20:05", writes, "jonas", Category.NEXT_STEP,
       "Jeg spørger min chef, om jeg kan få faste aftener fri. Jeg siger det til Sara senest fredag.",
       key="boss"),
    at("w31 mon 20:20", sends, "jonas"),
    at("w31 tue 09:10", agrees_with_the_rest, "karin"),
]

AROUND_EMIL = [
    at("w31 wed 19:45", names, "sara", "Birthe", "farmor", Circle.INNER,
       "Birthe bor tre gader herfra. Birthe kan komme om aftenen og have Emil om natten.", key="birthe",
       tie=Tie.BIOLOGICAL),
    at("w31 wed 19:55", says_yes_to, "sara", "birthe"),
    at("w31 wed 21:30", says_yes_to, "jonas", "birthe"),
    at("w31 thu 09:00", says_yes_to, "karin", "birthe"),
    at("w31 thu 19:30", names, "jonas", "Kim", "fodboldtræner", Circle.MIDDLE,
       "Kim ser Emil hver onsdag.", key="kim",
       tie=Tie.VOLUNTARY),
    at("w31 thu 19:35", says_yes_to, "jonas", "kim"),
    at("w31 thu 20:15", says_yes_to, "sara", "kim"),
    at("w31 thu 20:25", says_who_is_trusted, "sara", "kim",
       "Emil siger, at Kim aldrig råber, heller ikke når de taber.", child="Emil"),
    at("w31 fri 10:20", says_yes_to, "karin", "kim"),
    at("w31 fri 19:10", invites, "sara", "birthe", "birthe",
       "Kære Birthe. Du hjælper os allerede. Vil du stå i planen, så Emil ved det?",
       "At være den, vi ringer til om aftenen."),
    at("w31 fri 19:40", invites, "jonas", "kim", "kim",
       "Hej Kim. Vil du være med til at holde øje med, at Emil har det godt?",
       "At køre Emil hjem om onsdagen og sige hej i døren."),
    at("w31 sat 11:20", comes, "birthe"),
    at("w30 mon 22:05", comes, "kim"),
    at("w30 tue 20:00", names, "jonas", "Mads", "onkel", Circle.OUTER,
       "Mads kan tage Emil med på båden i sommerferien.", key="mads",
       tie=Tie.BIOLOGICAL),
]

THE_FIRST_PLAN = [
    at("w29 tue 20:10", proposes, "sara", ["sara", "birthe"],
       "Når jeg har haft aftenvagt, ringer jeg til Birthe, før jeg går ind ad døren. Er jeg for træt "
       "til at putte, kommer Birthe og gør det.", key="call", when="aftener med vagt, før kl. 19",
       situation="evening", towards="danger", where="hjemme", backup="Jonas bytter vagt eller kommer hjem",
       seen="Birthe sætter kryds i kalenderen på køleskabet", because="shouted",
       child="Når mor er meget træt, kommer farmor og læser."),
    at("w29 tue 20:40", proposes, "jonas", ["jonas"],
       "Jeg putter Emil. Vi læser ét kapitel, og lyset er slukket kl. 20.", key="bedtime", when="kl. 19.15",
       situation="evening", days="24", backup="Birthe", child="Tirsdag og torsdag er det far, der læser."),
    at("w29 wed 18:30", answers_duty, "birthe", YES, "call"),
    at("w29 wed 20:20", proposes, "jonas", ["sara", "jonas"],
       "Vi taler ikke om penge, når Emil er vågen. Vi siger »søndag« til hinanden og tager det ved "
       "bordet søndag aften.", key="money", when="hver dag. Vi taler om det søndag kl. 20.30",
       seen="Emil kan høre, at der er stille"),
    at("w29 wed 21:10", answers_duty, "sara", YES, "money"),
    at("w29 thu 14:00", proposes, "birthe", ["birthe"],
       "Emil sover hos mig fra fredag til lørdag i lige uger. Jeg henter Emil i SFO'en.", key="weekend",
       when="kl. 15", days="5", where="SFO'en og hjemme hos mig", backup="Sara henter"),
    at("w28 mon 10:15", proposes, "karin", ["karin"],
       "Jeg kommer på besøg den første tirsdag i måneden. Jeg taler med Emil alene på Emils værelse.",
       key="visit", when="kl. 16.30", days="2", seen="Jeg skriver på kortet, hvad vi så og hørte"),
    at("w28 mon 20:05", wants_other_words, "sara", "bedtime",
       "Jeg putter Emil. Vi læser ét kapitel, Emil vælger bogen, og lyset er slukket kl. 20.",
       "Emil falder hurtigere til ro, når Emil selv har valgt.", key="own book"),
    at("w28 mon 21:15", takes_in, "jonas", "own book"),
    at("w28 thu 09:10", tells_of_children, "karin", View.PARTLY,
       "Hjemme på Emils værelse onsdag, kun Emil og Karin. Vi tegnede ugen.",
       "Det er rart, at mormor kommer. Jeg vil selv tænde min lampe."),
    at("w27 tue 11:00", sends_plan_out, "karin"),
    at("w27 tue 20:15", says_of_plan, "sara", SEEN, AGREE),
    at("w27 wed 09:30", says_of_plan, "birthe", SEEN, UNDERSTOOD, AGREE),
    at("w27 wed 21:15", says_of_plan, "kim", SEEN, AGREE),
    at("w27 thu 22:10", says_of_plan, "jonas", SEEN, AGREE),
    at("w27 fri 09:05", says_of_plan, "karin", AGREE),
    at("w27 fri 09:20", lets_plan_begin, "karin",
       "På papir til Sara, Jonas og Birthe. Kim har det på telefonen.", "Sara og Jonas, ved sengen"),
]

THE_SECOND_PLAN = [
    at("w21 mon 20:30", proposes, "jonas", ["jonas", "sara"],
       "Bliver jeg så vred, at jeg hæver stemmen, går jeg en tur rundt om søen og er væk mindst tyve "
       "minutter. Sara siger til Emil, hvornår jeg er hjemme igen.", key="lake", when="med det samme",
       backup="Birthe kommer", seen="Jeg sender Birthe en sms, når jeg går",
       child="Når far bliver meget vred, går far en tur. Far kommer hjem igen."),
    at("w21 mon 21:00", answers_duty, "sara", AnswerKind.NOT_YET, "lake",
       "Jeg vil gerne sige det til Emil. Men jeg vil vide, hvor du er, hvis du ikke kommer."),
    at("w21 tue 19:50", wants_other_words, "sara", "lake",
       "Bliver jeg så vred, at jeg hæver stemmen, går jeg en tur rundt om søen og er væk mindst tyve "
       "minutter. Er jeg ikke hjemme efter en time, ringer jeg. Sara siger til Emil, hvornår jeg er "
       "hjemme igen.", "Så ved Emil og jeg det begge to.", key="an hour"),
    at("w21 tue 21:40", takes_in, "jonas", "an hour"),
    at("w21 tue 21:55", answers_duty, "sara", YES, "lake"),
    at("w21 wed 20:00", proposes, "sara", ["sara", "jonas"],
       "Emil har et rødt kort på køleskabet. Vender Emil kortet, holder vi begge op med det samme og "
       "sætter os ned. Den, der er mest rolig, går ind til Emil.", key="red card", when="hver dag",
       where="køkkenet", seen="Vi siger til hinanden om søndagen, om kortet har været vendt",
       child="Vender du kortet, holder mor og far op."),
    at("w21 wed 21:20", answers_duty, "jonas", YES, "red card"),
    at("w21 thu 18:30", proposes, "jonas", ["kim"],
       "Kim kører Emil hjem fra træning og siger hej til den, der åbner.", key="ride", when="kl. 18",
       days="3", where="fra klubben og hjem", backup="Sara henter"),
    at("w21 thu 22:15", answers_duty, "kim", YES, "ride"),
    at("w20 mon 09:15", tells_of_children, "karin", View.AGREE,
       "På en gåtur efter skole fredag, kun Emil og Karin.", "Nu ved jeg, hvem der kommer."),
    at("w20 mon 19:30", sends, "sara"),
    at("w20 tue 09:15", agrees_with_the_rest, "karin"),
    at("w20 tue 11:30", sends_plan_out, "karin"),
    at("w20 tue 20:45", says_of_plan, "sara", SEEN, AGREE),
    at("w20 tue 21:30", says_of_plan, "jonas", SEEN, UNDERSTOOD, AGREE),
    at("w20 wed 08:45", says_of_plan, "birthe", AGREE),
    at("w20 wed 22:00", says_of_plan, "kim", SEEN, AGREE),
    at("w19 mon 09:10", says_of_plan, "karin", AGREE),
    at("w19 mon 09:20", lets_plan_begin, "karin",
       "På papir til alle fire. Det gamle kort er taget ned.", "Karin og Sara, hjemme hos Emil"),
    at("w19 mon 09:30", sets_follow_up, "karin", 73, "Vi vil se, om det røde kort og turen om søen hjælper."),
]

SINCE_THEN = [
    at("w16 wed 15:10", writes, "karin", Category.EXISTING_SAFETY,
       "På besøget viste Emil mig det røde kort. Emil har vendt det én gang. »Så satte de sig ned, og "
       "far hentede saft,« sagde Emil.", key="saft"),
    at("w12 fri 20:40", writes, "jonas", Category.EXISTING_SAFETY,
       "Jeg gik rundt om søen torsdag. Emil sov, da jeg kom hjem, og Sara havde ikke grædt.", key="walked"),
    at("w12 fri 21:05", sees_it_differently, "sara", "walked",
       "Emil sov ikke. Emil kaldte, da døren gik. Men vi sad stille bagefter."),
    at("w11 mon 20:15", sends, "jonas"),
    at("w11 wed 09:30", agrees_with_the_rest, "karin"),
    at("w9 fri 10:00", sets_follow_up, "karin", 80,
       "Vi vil se, om det holder, når vagterne skifter igen.", held_before=1,
       words="Det røde kort bliver brugt. Turen om søen hjalp to gange. Jonas er hjemme til sengetid tre "
       "aftener om ugen. Emil er spurgt først og siger, at det er blevet mere stille."),
    at("w4 thu 20:00", writes, "sara", Category.NEXT_STEP,
       "Vi beder om at mødes hver anden måned i stedet for hver måned. Vi spørger Emil først.", key="less"),
    at("w3 mon 19:45", sends, "sara"),
    at("w3 wed 10:40", answers, "karin", AnswerKind.WORDING, "less",
       "Vi mødes hver anden måned, når Emil har sovet trygt i tre måneder. Vi spørger Emil først."),
]

STORY = [
    *BEGINNING,
    *THE_MAP,
    *AROUND_EMIL,
    *THE_FIRST_PLAN,
    *THE_SECOND_PLAN,
    *IN_EVERY_SECTION,
    *NADIA,
    *ON_THE_FRIDGE,
    *AT_MEETINGS,
    *ASKED,
    *SINCE_THEN,
    *NOT_SHOWN,
    *IN_THE_LOG,
    *TRIED,
    *ON_THE_LINE,
    *ON_THE_RULER,
]
