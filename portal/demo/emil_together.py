"""Emil's family: an aunt who writes in Arabic, what hangs on the fridge, the meetings, and a round."""

from portal.cases.models import AnswerKind
from portal.demo.agreeing import AGREE, SEEN, lets_hang, proposes, says_of_plan
from portal.demo.coming import comes, invites, names, says_yes_to
from portal.demo.meeting import answers_call, calls_meeting, moves_meeting, wants_to_talk_of
from portal.demo.rounding import asks_round, sees_it_apart
from portal.demo.telling import at
from portal.network.models import Circle, Tie

COMING = AnswerKind.COMING
# fmt: off (one act, one paragraph)

NADIA = [
    at("w23 mon 19:30", names, "jonas", "Nadia", "tante", Circle.MIDDLE,
       "Nadia tager Emil med i svømmehallen om søndagen. Emil glæder sig hele ugen.", key="nadia",
       tie=Tie.BIOLOGICAL),
    at("w23 mon 19:35", says_yes_to, "jonas", "nadia"),
    at("w23 mon 20:40", says_yes_to, "sara", "nadia"),
    at("w23 tue 09:15", says_yes_to, "karin", "nadia"),
    at("w23 tue 18:30", invites, "jonas", "nadia", "nadia",
       "Kære Nadia. Emil taler om jeres søndage. Vil du stå i planen? Du kan skrive på arabisk.",
       "At tage Emil med i svømmehallen om søndagen."),
    at("w23 wed 20:10", comes, "nadia"),
    at("w21 fri 20:30", proposes, "nadia", ["nadia"],
       "أصطحب إميل إلى المسبح كل يوم أحد، وأعيده إلى البيت قبل العشاء.", key="pool",
       when="الساعة 10:00", days="7", backup="Jonas", language="ar"),
    at("w20 wed 21:15", says_of_plan, "nadia", SEEN, AGREE),
]

ON_THE_FRIDGE = [
    at("w18 sun 19:30", lets_hang, "sara", "call"),
    at("w18 sun 20:05", lets_hang, "birthe", "call"),
    at("w18 sun 20:10", lets_hang, "jonas", "bedtime"),
    at("w18 sun 20:20", lets_hang, "birthe", "weekend"),
    at("w18 sun 20:30", lets_hang, "sara", "red card"),
    at("w18 sun 20:35", lets_hang, "jonas", "red card"),
    at("w18 mon 09:20", lets_hang, "karin", "visit"),
    at("w18 mon 18:40", lets_hang, "jonas", "ride"),
    at("w18 mon 22:15", lets_hang, "kim", "ride"),
    at("w18 tue 20:00", lets_hang, "nadia", "pool"),
]

AT_MEETINGS = [
    at("w31 fri 11:00", calls_meeting, "karin", ["sara", "jonas"],
       "Vi gør kortet færdigt og taler om, hvem der kan hjælpe om aftenen.",
       "Skolen, lokale 3. Gå ind ad den grønne dør.", "next wed 16:30", key="first"),
    at("w31 fri 19:20", answers_call, "sara", COMING, "first"),
    at("w31 sat 09:05", answers_call, "jonas", AnswerKind.OTHER_TIME, "first",
       "Jeg har vagt til kl. 17. Kan vi begynde senere?"),
    at("w30 mon 09:30", moves_meeting, "karin", "first", "in 0 weeks wed 17:30"),
    at("w30 mon 18:15", answers_call, "jonas", COMING, "first"),
    at("w30 mon 20:40", answers_call, "sara", COMING, "first"),
    at("w9 mon 10:10", calls_meeting, "karin", ["sara", "jonas", "birthe", "kim"],
       "Hvad virker, og hvad er stadig svært om aftenen?", "Hos Birthe. Der er kaffe.", "next thu 16:30",
       key="autumn"),
    at("w9 mon 17:00", answers_call, "birthe", COMING, "autumn"),
    at("w9 mon 20:10", answers_call, "sara", COMING, "autumn"),
    at("w9 tue 21:30", answers_call, "jonas", COMING, "autumn"),
    at("w9 wed 22:00", answers_call, "kim", AnswerKind.NOT_COMING, "autumn",
       "Vi har kamp den aften. Jeg ringer til Jonas dagen efter."),
    at("w1 mon 10:20", calls_meeting, "karin", ["sara", "jonas", "birthe"],
       "Skal vi mødes hver anden måned fra nu af? Emil er spurgt først.",
       "Biblioteket, lokale 4. Gå ind fra gården.", "in 2 weeks thu 15:30", key="next"),
    at("w1 mon 20:05", answers_call, "sara", COMING, "next"),
    at("w1 mon 20:10", wants_to_talk_of, "sara", "next", "Hvem ringer vi til, når Birthe er på ferie?"),
    at("w1 tue 08:50", answers_call, "birthe", COMING, "next"),
]

ASKED = [
    at("w10 mon 09:00", asks_round, "karin", ["sara", "jonas", "karin"], "follow_up", key="round"),
    at("w10 thu 15:20", sees_it_apart, "karin", "round", "Emil",
       "Sara tænker på de tre nætter hjemmefra. Jonas og Karin tænker på, at Emil hele tiden vidste, hvor "
       "Emil skulle sove. Vi er enige om, at fire aftenvagter er for mange."),
]
