"""From draft to archive: which steps a version may take, who takes them, and what must hold (design 5).

This table is the rule. `service.statuses.move` reads it, a migration has put the same pairs into the table
`plan_transition`, and the database refuses every other step (`portal/db/status_triggers.py`).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Status(StrEnum):
    """What a version is. That a newer one is written, or that the plan is on pause, are facts beside it."""

    DRAFT = "draft"
    OUT = "out_for_approval"
    APPROVED = "approved"
    IN_FORCE = "in_force"
    REPLACED = "replaced"
    CLOSED = "closed"
    ARCHIVED = "archived"


class Who(StrEnum):
    """Whose doing a step is."""

    CASEWORKER = "caseworker"
    WRITER = "writer"
    LAST_TO_ANSWER = "last_to_answer"
    LEADER = "leader"
    NIGHT = "night"


@dataclass(frozen=True)
class Step:
    """One step a version may take. `when`: what must hold, in words; the verb of that name checks it."""

    begins: Status
    ends: Status
    who: Who
    when: str


STEPS = (
    Step(Status.DRAFT, Status.OUT, Who.CASEWORKER, "there is something new to ask about"),
    Step(Status.OUT, Status.APPROVED, Who.LAST_TO_ANSWER, "every yes that is needed is there"),
    Step(Status.APPROVED, Status.OUT, Who.LAST_TO_ANSWER, "somebody took a yes back, or said no"),
    Step(Status.OUT, Status.DRAFT, Who.WRITER, "words of it were changed"),
    Step(Status.APPROVED, Status.DRAFT, Who.WRITER, "words of it were changed"),
    Step(Status.DRAFT, Status.REPLACED, Who.CASEWORKER, "a newer version was sent out"),
    Step(Status.OUT, Status.REPLACED, Who.CASEWORKER, "a newer version was sent out"),
    Step(Status.APPROVED, Status.REPLACED, Who.CASEWORKER, "a newer version was sent out"),
    Step(
        Status.APPROVED,
        Status.IN_FORCE,
        Who.CASEWORKER,
        "every yes that is needed is to these words, each child was heard, and a leader said yes where asked",
    ),
    Step(Status.IN_FORCE, Status.REPLACED, Who.CASEWORKER, "a newer version began"),
    Step(Status.IN_FORCE, Status.CLOSED, Who.LEADER, "the caseworker asked, and said how it ends"),
    Step(Status.IN_FORCE, Status.CLOSED, Who.NIGHT, "the days of a provisional plan are over"),
    Step(Status.CLOSED, Status.ARCHIVED, Who.CASEWORKER, "it was closed long enough ago"),
)


def steps_to(end: Status, who: Who, begins: Iterable[Status] = Status) -> list[Step]:
    """The steps that `who` may take to `end`, from one of these."""
    allowed = set(begins)
    return [step for step in STEPS if step.ends is end and step.who is who and step.begins in allowed]
