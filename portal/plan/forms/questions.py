"""What is asked in each section of the plan, and how it is told: names, hints and answers, in their order.

`portal.plan.models.sections` says which fields there are; a test holds the two together.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from portal.web.i18n import _l

Asked = tuple[Any, Any]
"""A question, and a hint ("" for none)."""


@dataclass(frozen=True, kw_only=True)
class Questions:
    """One section as people read it. `lead`: what it is for. `empty`: what to do while nothing stands there.
    `short`: what an answer is called on the page; a field without one is called as it is asked."""

    title: Any
    lead: Any
    empty: Any
    add: Any
    words: Asked
    choices: dict[str, tuple[Any, list[tuple[str, Any]]]] = field(default_factory=dict)
    texts: dict[str, Asked] = field(default_factory=dict)
    dates: dict[str, Asked] = field(default_factory=dict)
    seats: Sequence[Any] = ()
    short: dict[str, Any] = field(default_factory=dict)


QUESTIONS: dict[str, Questions] = {
    "bottom-lines": Questions(
        title=_l("This must be in place"),
        lead=_l("What the municipality cannot do without. You can write beside it how you see it."),
        empty=_l("Nothing is written yet. Only the caseworker writes here, with a reason."),
        add=_l("Write what must be in place"),
        words=(_l("What must be in place?"), _l("One thing at a time, in plain words.")),
        texts={
            "why": (_l("Why?"), _l("What have we seen or heard that makes it necessary?")),
            "legal_note": (_l("Which law is it about?"), ""),
            "consequence": (_l("What happens if it is not in place?"), _l("Say it as it is.")),
        },
        short={"why": _l("Why"), "legal_note": _l("The law"), "consequence": _l("If it is not in place")},
    ),
    "signs": Questions(
        title=_l("Signs to look out for"),
        lead=_l("What can be seen before it becomes hard, and what we do then."),
        empty=_l("Nothing is written yet. What do you notice first, when a day begins to go wrong?"),
        add=_l("Write a sign"),
        words=(_l("What can one see or hear?"), _l("Something that others can notice too.")),
        choices={
            "level": (
                _l("How serious is it?"),
                [
                    ("yellow", _l("Yellow: it is getting hard")),
                    ("red", _l("Red: the child is not safe now")),
                ],
            )
        },
        texts={
            "noticed_by": (_l("Who may notice it?"), ""),
            "first_action": (_l("What do we do first, and how soon?"), ""),
        },
        seats=(_l("Whom do we call first?"), _l("Whom do we call next?"), _l("And after that?")),
        short={
            "level": _l("How serious"),
            "noticed_by": _l("May be noticed by"),
            "first_action": _l("First we do this"),
            "seats": _l("We call, in this order"),
        },
    ),
    "network": Questions(
        title=_l("Our safety network"),
        lead=_l("The people round the child, and what each of them is there for."),
        empty=_l("Nobody is written down yet. Begin with the one you already call when it is hard."),
        add=_l("Write who is in the network"),
        words=(
            _l("What does that person know?"),
            _l("What may that person be told of what is hard at home?"),
        ),
        choices={
            "part": (
                _l("What is that person there for?"),
                [
                    ("daily", _l("Support in everyday life")),
                    ("checker", _l("Sees how it is going")),
                    ("driver", _l("Drives and fetches")),
                    ("nights", _l("The child can sleep there")),
                    ("caller", _l("Is there on the phone")),
                ],
            )
        },
        texts={
            "available": (_l("When can that person be reached?"), ""),
            "backup": (_l("Who takes over, if that person cannot?"), ""),
        },
        seats=(_l("Who is it?"),),
        short={
            "part": _l("Is there for"),
            "available": _l("Can be reached"),
            "backup": _l("Otherwise"),
            "seats": _l("Who"),
        },
    ),
    "alarm": Questions(
        title=_l("Our own alarm card"),
        lead=_l("Whom we call when it is serious. A number stands here only when its owner has said yes."),
        empty=_l("Nobody is written down yet. Write first whom you would call at night."),
        add=_l("Write whom we call"),
        words=(_l("When do we call that person?"), ""),
        choices={
            "turn": (
                _l("Which place in the order?"),
                [
                    ("1", _l("First")),
                    ("2", _l("Second")),
                    ("3", _l("Third")),
                    ("4", _l("Fourth")),
                    ("5", _l("Fifth")),
                ],
            )
        },
        seats=(_l("Who is it?"),),
        short={"turn": _l("In the order"), "seats": _l("We call")},
    ),
    "object": Questions(
        title=_l("The child's own signal"),
        lead=_l("A thing that the child can move without saying a word. Then the grown-ups know."),
        empty=_l("Nothing is chosen yet. Let the child choose the thing."),
        add=_l("Write which thing it is"),
        words=(_l("Which thing is it?"), _l("The child chooses it.")),
        texts={
            "place": (_l("Where is it, when all is well?"), ""),
            "meaning": (_l("What does it mean, when it has been moved?"), ""),
            "looked_at_by": (_l("Who looks whether it has been moved?"), ""),
            "how_often": (_l("How often?"), ""),
        },
        short={
            "place": _l("Where it is"),
            "meaning": _l("When it has been moved"),
            "looked_at_by": _l("Who looks"),
            "how_often": _l("How often"),
        },
    ),
    "checks": Questions(
        title=_l("How we keep an eye on it"),
        lead=_l("Who looks in, how, and how often. Everybody can read whether it is said beforehand."),
        empty=_l("Nothing is written yet. The caseworker and the network write here."),
        add=_l("Write how we keep an eye on it"),
        words=(_l("What do we look at?"), ""),
        choices={
            "way": (
                _l("How?"),
                [
                    ("visit", _l("A visit")),
                    ("call", _l("A call")),
                    ("log", _l("The network log")),
                    ("supervision", _l("The municipality's supervision")),
                ],
            ),
            "announced": (
                _l("Is it said beforehand?"),
                [
                    ("yes", _l("Yes, it is agreed beforehand")),
                    ("no", _l("No, it can be at any time")),
                    ("both", _l("Both happen")),
                ],
            ),
        },
        texts={"how_often": (_l("How often?"), _l("For example: every other Tuesday"))},
        dates={"next_on": (_l("Which day next?"), _l("Leave it empty where it is not said beforehand."))},
        seats=(_l("Who does it?"),),
        short={
            "next_on": _l("Next time"),
            "way": _l("How"),
            "announced": _l("Said beforehand"),
            "how_often": _l("How often"),
            "seats": _l("Who"),
        },
    ),
}
OWN_SIGNAL = replace(
    QUESTIONS["object"],
    title=_l("Your own signal"),
    lead=_l("A thing that you can move without saying a word. Then the grown-ups know."),
    words=(_l("Which thing is it?"), _l("You choose it.")),
)
"""The same, where the child itself is asked."""
