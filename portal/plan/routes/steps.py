"""What a plan may become, who takes it there, and when: for anyone to read, made from the table itself."""

from dataclasses import dataclass

from flask import render_template
from flask.typing import ResponseReturnValue

from portal.access.guard import public
from portal.plan import statuses
from portal.plan.routes.agreements import bp
from portal.plan.statuses import Status, Step, Who
from portal.web.i18n import _l

CALLED = {
    Status.DRAFT: _l("Draft"),
    Status.OUT: _l("Out for answers"),
    Status.APPROVED: _l("Has every yes"),
    Status.IN_FORCE: _l("Applies"),
    Status.REPLACED: _l("Replaced by a newer one"),
    Status.CLOSED: _l("Closed"),
    Status.ARCHIVED: _l("Put away"),
}
WHO = {
    Who.CASEWORKER: _l("the caseworker"),
    Who.WRITER: _l("whoever changes own words in it"),
    Who.LAST_TO_ANSWER: _l("whoever answers"),
    Who.LEADER: _l("a leader"),
    Who.NIGHT: _l("the page itself, at night"),
}
WHEN = {
    "there is something new to ask about": _l("When there is something new to ask about."),
    "every yes that is needed is there": _l("When every yes that is needed is there."),
    "somebody took a yes back, or said no": _l("When somebody takes a yes back, or says no."),
    "words of it were changed": _l("When words of it are changed."),
    "a newer version was sent out": _l("When a newer one is sent out."),
    "every yes that is needed is to these words, each child was heard, and a leader said yes where asked": _l(
        "When every yes that is needed is to these words, and each child has been heard. "
        "Is a leader asked, the leader must say yes too."
    ),
    "a newer version began": _l("When a newer one begins."),
    "the caseworker asked, and said how it ends": _l(
        "When the caseworker has asked, and has said how it ends and who goes on."
    ),
    "the days of a provisional plan are over": _l("When the days of a plan for some days are over."),
    "it was closed long enough ago": _l("When it was closed long enough ago."),
}
"""Each `when` of the table in words. One without words stops the page; a test says which."""


@dataclass(frozen=True)
class InWords:
    """One step, and what it is called in words."""

    step: Step
    becomes: str
    who: str
    when: str


@bp.get("/rules/plan")
@public()
def rules_of_steps() -> ResponseReturnValue:
    found: dict[Status, list[InWords]] = {}
    for step in statuses.STEPS:
        found.setdefault(step.begins, []).append(_in_words(step))
    return render_template("plan/steps.html", steps=found, called=CALLED)


def _in_words(step: Step) -> InWords:
    return InWords(step, str(CALLED[step.ends]), str(WHO[step.who]), str(WHEN[step.when]))
