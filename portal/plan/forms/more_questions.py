"""What the plan is for; and the sections that look ahead: the way we go, what we do when it goes wrong, the
child, and the end."""

from portal.plan.forms.questions import QUESTIONS as FIRST
from portal.plan.forms.questions import Questions
from portal.web.i18n import _l

QUESTIONS: dict[str, Questions] = {
    "purpose": Questions(
        title=_l("What the plan is for"),
        lead=_l("Why we write this plan, in plain words. It stands before all the rest."),
        empty=_l("Nothing is written yet. What shall be different, when we no longer need the plan?"),
        add=_l("Write what the plan is for"),
        words=(
            _l("What is the plan for?"),
            _l("One or two sentences. Say what shall be better for the child."),
        ),
        choices={
            "kind": (
                _l("What kind of plan is it?"),
                [
                    ("full", _l("A plan for everyday life")),
                    ("homecoming", _l("A plan for the child to move home")),
                ],
            )
        },
        texts={"child_words": (_l("How do we say it to the child?"), "")},
        dates={
            "expected_end": (
                _l("When do we hope to be done?"),
                _l("It is a hope, and no promise. Leave it empty if nobody knows yet."),
            )
        },
        short={
            "kind": _l("Kind of plan"),
            "child_words": _l("To the child"),
            "expected_end": _l("We hope to be done"),
        },
    ),
    **FIRST,
    "timeline": Questions(
        title=_l("The way ahead"),
        lead=_l("The steps we go, one after another, and what takes us on to the next."),
        empty=_l("Nothing is written yet. What is the first thing that shall be different, and when?"),
        add=_l("Write a step"),
        words=(_l("What is this step called?"), _l("For example: Emil sleeps at home all week")),
        texts={
            "criteria": (_l("What must we have seen, before we go on?"), ""),
            "contact": (
                _l("What changes then?"),
                _l("Fewer visits, longer time together, or something else."),
            ),
        },
        dates={"starts": (_l("From which day?"), ""), "ends": (_l("Until which day?"), "")},
        short={
            "criteria": _l("We go on when"),
            "contact": _l("Then this changes"),
            "starts": _l("From"),
            "ends": _l("Until"),
        },
    ),
    "responses": Questions(
        title=_l("If an agreement is broken"),
        lead=_l("What we do, step by step. A broken agreement brings us together; it is not the end."),
        empty=_l("Nothing is written yet. Who calls whom the same day?"),
        add=_l("Write what we do"),
        words=(_l("What do we do?"), ""),
        choices={
            "step": (
                _l("Which step is it?"),
                [
                    ("same_day", _l("We call the same day")),
                    ("meeting", _l("The network meets")),
                    ("review", _l("We look at the plan again")),
                    ("authority", _l("What the municipality can do")),
                ],
            )
        },
        texts={"within": (_l("How soon?"), _l("For example: within three days"))},
        short={"step": _l("Step"), "within": _l("How soon")},
    ),
    "child": Questions(
        title=_l("The plan in the child's words"),
        lead=_l("What the child has been told, in words the child understands, and what the child said."),
        empty=_l("Nothing is written yet. Write it as you would say it at bedtime."),
        add=_l("Write it in the child's words"),
        words=(_l("How do we say it to the child?"), _l("Short and true. No more than the child can carry.")),
        texts={
            "told_by": (_l("Who told the child?"), ""),
            "reaction": (_l("What did the child say or do?"), _l("In the child's own words, if you can.")),
        },
        dates={"told_on": (_l("On which day?"), _l("Leave it empty until the child has been told."))},
        short={"told_by": _l("Told by"), "reaction": _l("The child's answer"), "told_on": _l("Told on")},
    ),
    "closing": Questions(
        title=_l("When we no longer need the plan"),
        lead=_l("What we must have seen, so that we can stop. It stands here from the first day."),
        empty=_l("Nothing is written yet. How will we all know that it is good enough?"),
        add=_l("Write when we can stop"),
        words=(_l("What must be so, before we stop?"), ""),
        texts={
            "goes_on": (_l("Who goes on afterwards, and with what?"), ""),
            "last_scores": (_l("Where do we stand on Børnelinealen by then?"), ""),
            "childs_view": (_l("What does the child say about it?"), ""),
        },
        short={
            "goes_on": _l("Goes on afterwards"),
            "last_scores": _l("On Børnelinealen"),
            "childs_view": _l("The child says"),
        },
    ),
}
