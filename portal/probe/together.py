"""What a probe family does together: the ruler, the plan, what is asked and answered, meetings; and alone."""

from portal.cases.models import AnswerKind
from portal.demo.agreeing import (
    AGREE,
    answers_duty,
    lets_plan_begin,
    proposes,
    says_of_plan,
    sends_plan_out,
    tells_of_children,
    wants_other_words,
)
from portal.demo.meeting import answers_call, calls_meeting, wants_to_talk_of
from portal.demo.planning import (
    keeps_secret,
    lets_number_stand,
    puts_in_plan,
    tells_what_was_found,
    wants_it_to_say,
)
from portal.demo.saying import answers, scores, sends
from portal.demo.telling import Told, at
from portal.plan.models.child_view import View
from portal.plan.models.needs import Needs
from portal.plan.models.sections import Section
from portal.probe import acts
from portal.probe.asked import by_a_leader, for_days, opened
from portal.probe.canaries import Canaries
from portal.probe.family import FATHERS, MOTHERS, PARENTS, STAFF, beginning, child_called
from portal.probe.for_few import broken, for_few


def story_of(k: Canaries) -> list[Told]:
    """The acts of one family. `k` gives out each text, and knows afterwards who may see it."""
    asked = (opened, for_days, by_a_leader)
    parts = (*asked, _ruler, _plan, _plan_begins, _asked_and_sent, _meetings, for_few, broken, _alone)
    return [told for part in (beginning, *parts) for told in part(k)]


# fmt: off (one act, one paragraph)
def _ruler(k: Canaries) -> list[Told]:
    """The round stays sealed: the father and the caseworker have not answered about the children both."""
    child, sibling = child_called(k, "child"), child_called(k, "sibling")
    return [
        at("w6 mon 10:00", scores, "mother", child, 2, k("basis", "mother", "mother"),
           protective=k("protective", "mother", "mother"), better=k("better", "mother", "mother")),
        at("w6 mon 10:05", scores, "mother", sibling, 2, k("sealed", "mother", "mother")),
        at("w6 mon 10:10", scores, "father", child, 5, k("basis", "father", FATHERS),
           protective=k("protective", "father", FATHERS), better=k("better", "father", FATHERS)),
    ]


def _plan(k: Canaries) -> list[Told]:
    hers, his = f"network {MOTHERS}", f"both {PARENTS}"
    return [
        at("w5 mon 10:00", proposes, "mother", ["mother", "network"], k("agreed", "mother", hers),
           key="agreed",
           when=k("when", "mother", hers), days="13", where=k("school", "mother", hers),
           backup=k("backup", "mother", hers), seen=k("proof", "mother", hers),
           child=k("childwords", "mother", hers), because="hers"),
        at("w5 mon 10:05", proposes, "mother", ["guest"], k("duty", "guest", f"guest {MOTHERS}"),
           key="guests"),
        at("w5 mon 10:06", proposes, "mother", ["removed"], k("duty", "removed", MOTHERS), key="removeds"),
        at("w5 mon 10:10", proposes, "father", ["father", "both"], k("agreed", "father", his), key="his rule",
           where=k("place", "father", his), days="6", because="his"),
        at("w5 mon 10:15", proposes, "child", ["child"], k("agreed", "child", f"child {STAFF}"),
           key="childs"),
        *_sections(k, hers),
        at("w5 tue 10:00", answers_duty, "network", AnswerKind.YES, "agreed"),
        at("w5 tue 10:05", answers_duty, "both", AnswerKind.NOT_YET, "his rule", k("answer", "both", his)),
        at("w5 tue 10:10", wants_other_words, "mother", "his rule", k("wish", "mother", f"both {MOTHERS}"),
           k("why", "mother", f"both {MOTHERS}"), key="wish"),
        at("w5 tue 10:15", answers_duty, "both", AnswerKind.YES, "his rule"),
    ]


def _sections(k: Canaries, hers: str) -> list[Told]:
    """A sign and a contact that name the network, other words for the sign, a code word, and what it is all
    for."""
    return [
        at("w5 mon 10:20", puts_in_plan, "mother", Section.SIGNS, k("sign", "mother", hers),
           names=["network"], key="sign", level="red", noticed_by=k("noticed", "mother", hers),
           first_action=k("action", "mother", hers)),
        at("w5 mon 10:21", wants_it_to_say, "network", "sign", k("signwish", "network", hers),
           k("signwhy", "network", hers), noticed_by=k("seenby", "network", hers)),
        at("w5 mon 10:22", puts_in_plan, STAFF, Section.CHECKS, k("check", "caseworker", PARENTS),
           names=[STAFF], key="check", way="visit", announced="no", how_often="hver uge"),
        at("w5 mon 10:23", tells_what_was_found, STAFF, "check", k("found", "caseworker", PARENTS)),
        at("w5 mon 10:25", puts_in_plan, "mother", Section.ALARM, k("contact", "mother", hers),
           names=["network"], key="contact", turn="1"),
        at("w5 mon 10:26", lets_number_stand, "network", "contact", k("ownnumber", "network", hers)),
        at("w5 mon 10:30", keeps_secret, "mother", "code_word", k("codeword", "mother", MOTHERS)),
        at("w5 mon 10:35", puts_in_plan, STAFF, Section.PURPOSE, k("purpose", "caseworker", PARENTS),
           kind="homecoming", child_words=k("purposewords", "caseworker", PARENTS)),
    ]


def _plan_begins(k: Canaries) -> list[Told]:
    said = [at("w4 mon 10:00", sends_plan_out, STAFF, Needs())]
    for who in ("mother", "father", "network", "guest", "both", "child", "removed", STAFF):
        said.append(at("w4 tue 10:00", says_of_plan, who, AGREE))
    views = k("view", "caseworker", PARENTS), k("otherview", "caseworker", MOTHERS)
    said.append(at("w4 wed 09:00", tells_of_children, STAFF, View.PARTLY, "Hjemme.", *views))
    said.append(at("w4 wed 10:00", lets_plan_begin, STAFF, k("card", "caseworker", PARENTS),
                   k("teller", "caseworker", PARENTS)))
    late = f"both {PARENTS}"
    return [*said, at("w4 thu 10:00", proposes, "father", ["both"], k("later", "father", late), key="later")]


def _asked_and_sent(k: Canaries) -> list[Told]:
    his, childs = FATHERS, f"child {STAFF}"
    return [
        at("w3 mon 10:00", sends, "mother"),
        at("w3 mon 10:10", answers, STAFF, AnswerKind.QUESTION, "hers", k("reply", "mother", MOTHERS)),
        at("w3 mon 10:20", acts.asks, "father", k("question", "father", his), key="asked"),
        at("w3 mon 10:30", answers, STAFF, AnswerKind.REPLY, "asked", k("reply", "father", his)),
        at("w3 mon 10:40", acts.asks, "child", k("question", "child", childs), key="child asked"),
        at("w3 mon 10:50", answers, STAFF, AnswerKind.REPLY, "child asked", k("reply", "child", childs)),
        at("w3 tue 10:00", acts.asks, "mother", k("question", "mother", MOTHERS), key="she asked"),
    ]


def _meetings(k: Canaries) -> list[Told]:
    def meeting(whose: str) -> tuple[str, str]:
        sees = f"{whose} {STAFF}"
        return k("topic", whose, sees), k("place", f"{whose}s", sees)

    return [
        at("w2 mon 10:00", calls_meeting, STAFF, ["mother"], *meeting("mother"), "in 5 weeks tue 16:00",
           key="with her"),
        at("w2 mon 10:05", calls_meeting, STAFF, ["father"], *meeting("father"), "in 5 weeks wed 16:00",
           key="with him"),
        at("w2 mon 10:10", calls_meeting, STAFF, ["child"], *meeting("child"), "in 5 weeks thu 16:00",
           key="with child"),
        at("w2 mon 10:20", answers_call, "mother", AnswerKind.OTHER_TIME, "with her",
           k("time", "mother", MOTHERS)),
        at("w2 mon 10:30", wants_to_talk_of, "father", "with him", k("agenda", "father", FATHERS)),
        at("w2 mon 10:40", wants_to_talk_of, "mother", "with her", k("agenda", "mother", MOTHERS)),
    ]


def _alone(k: Canaries) -> list[Told]:
    """What is for its writer alone; and one of the network is taken out."""
    writer = ("mother", "father", "child", "network", STAFF)
    drafts = [at("w1 mon 10:00", acts.leaves_unsent, who, page, k("draft", who, who))
              for who in writer for page in ["inquire" if who == "child" else "map/add/works"]]
    return [
        at("w1 mon 09:00", acts.keeps_to_self, "mother", k("private", "mother", "mother")),
        at("w1 mon 09:10", acts.keeps_to_self, "father", k("private", "father", "father")),
        *drafts,
        at("w1 tue 10:00", acts.takes_back, "mother", "removed"),
    ]
# fmt: on
