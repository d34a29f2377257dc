"""What a probe family answers when it is asked, and what is written of it; and what a leader is asked."""

from portal.demo.agreeing import tells_of_children
from portal.demo.lasting import (
    answers_as_leader,
    asks_a_leader,
    asks_to_close,
    asks_without,
    sends_out_for_days,
    sets_follow_up,
)
from portal.demo.planning import puts_in_plan
from portal.demo.rounding import agrees_on, asks_round, sees_it_apart, sees_the_whole
from portal.demo.saying import scores, shows_all_answers
from portal.demo.telling import Told, at
from portal.plan.models.child_view import View
from portal.plan.models.sections import Section
from portal.probe.canaries import Canaries
from portal.probe.family import ALL, MOTHERS, PARENTS, STAFF, child_called


# fmt: off (one act, one paragraph)
def opened(k: Canaries) -> list[Told]:
    """Three are asked, and the answers are opened at a meeting. Who was asked reads what those were told
    would be read; what the father is not to know of the mother and of the child that is hers, he does not."""
    child, sibling = child_called(k, "child"), child_called(k, "sibling")
    hers, all_asked = f"network {MOTHERS}", f"network {PARENTS}"
    return [
        at("w7 thu 09:00", asks_round, STAFF, ["mother", "father", "network"], "meeting", key="round"),
        at("w7 thu 10:00", scores, "mother", child, 2, k("openbasis", "mother", hers),
           worries=k("worries", "mother", hers)),
        at("w7 thu 10:05", scores, "mother", sibling, 3, k("chosenbasis", "mother", MOTHERS),
           worries=k("chosenworries", "mother", MOTHERS), to=[]),
        at("w7 thu 10:10", scores, "father", child, 2, k("openbasis", "father", all_asked),
           worries=k("worries", "father", all_asked)),
        at("w7 thu 10:50", shows_all_answers, STAFF),
        at("w7 thu 11:00", sees_it_apart, STAFF, "round", child, k("apart", "child", all_asked)),
        at("w7 thu 11:15", agrees_on, STAFF, "round", sibling, 3, k("joint", "sibling", hers)),
        at("w7 thu 11:25", sees_the_whole, STAFF, "round", sibling, 3, k("overall", "sibling", hers)),
    ]


def for_days(k: Canaries) -> list[Told]:
    """A provisional plan, that another took the place of; and what must be met before a plan is closed."""
    return [
        at("w5 mon 10:40", puts_in_plan, STAFF, Section.CLOSING, k("condition", "caseworker", PARENTS),
           goes_on=k("goeson", "caseworker", PARENTS)),
        at("w5 fri 10:00", sends_out_for_days, STAFF, 5, k("after", "caseworker", ALL)),
    ]


def by_a_leader(k: Canaries) -> list[Told]:
    """Whether the plan may begin without the mother, which the father must not know, and with bottom lines in
    place of a placement; whether it may be closed. All is answered: the leader reads none of it any more."""
    told = k("law", "keptout", MOTHERS), k("decided", "keptout", MOTHERS)
    return [
        at("w4 mon 11:05", asks_without, STAFF, "mother", k("keptout", "mother", MOTHERS), *told,
           key="without"),
        at("w4 mon 12:05", answers_as_leader, "leader", "without", k("no", "leader", MOTHERS), yes=False),
        at("w4 mon 13:05", asks_a_leader, STAFF, k("instead", "caseworker", PARENTS), key="instead"),
        at("w4 mon 13:35", answers_as_leader, "leader", "instead", k("letsbegin", "leader", PARENTS),
           yes=True),
        at("w3 fri 10:00", sets_follow_up, STAFF, 80, k("followwhy", "caseworker", PARENTS),
           words=k("followed", "caseworker", PARENTS), held_before=1),
        at("w3 fri 11:00", tells_of_children, STAFF, View.PARTLY, "Hjemme.",
           k("lateview", "caseworker", PARENTS), k("lateotherview", "caseworker", MOTHERS), at_end=True),
        at("w3 fri 12:00", asks_to_close, STAFF, k("closing", "caseworker", PARENTS),
           turned=k("outcome", "caseworker", PARENTS), key="close"),
        at("w3 fri 13:00", answers_as_leader, "leader", "close", k("notyet", "leader", PARENTS), yes=False),
    ]
# fmt: on
