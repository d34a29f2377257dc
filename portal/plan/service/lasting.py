"""A plan is followed up on a day that is set; a provisional one ends by itself; a closed one is put away."""

from dataclasses import dataclass
from datetime import date, timedelta

from portal.access.actor import Actor
from portal.access.models import Audience
from portal.cases.queries import caseworker_in, custody_holders
from portal.cases.service import say, tell
from portal.db.session import session
from portal.history.recorder import record
from portal.plan import queries
from portal.plan.models.lasting import FIRST_WITHIN, FollowUp
from portal.plan.queries.lasting import days_are_over, ending, today
from portal.plan.queries.parts import Sent
from portal.plan.service.statuses import move
from portal.plan.statuses import Status, Who


class TooEarly(Exception):
    """A closed plan is not put away before `day` (Copenhagen)."""

    def __init__(self, day: date) -> None:
        super().__init__("too early")
        self.day = day


class TooLate(Exception):
    """The first follow-up is within three months: by `day` (Copenhagen)."""

    def __init__(self, day: date) -> None:
        super().__init__("too late")
        self.day = day


@dataclass(frozen=True)
class Next:
    """The day of the next follow-up, and why then. When one was held: on which day, and what was said."""

    on: date
    why: str
    held_on: date | None = None
    words: str = ""


def follow_up(actor: Actor, told: Next) -> FollowUp:
    """Set the day of the next follow-up, and write down the one that was held. The parents are told. Raises
    TooLate for the first, and GivesAway."""
    before = queries.next_follow_up(actor)
    if before is None and (told.on - today()).days > FIRST_WITHIN:
        raise TooLate(today() + timedelta(days=FIRST_WITHIN))
    one = FollowUp(
        case_id=actor.case_id,
        author_id=actor.person_id,
        language=actor.language,
        audience=Audience.IN_CASE.value,
        open_to_newcomers=True,
        words=told.words,
        number=before.number + 1 if before else 1,
        set_on=today(),
        due_on=told.on,
        why=told.why,
        held_on=told.held_on,
    )
    say(one, "plan.followed_up" if told.held_on else "plan.follow_up_set", on=told.on.isoformat())
    parents = {seat.person_id for seat in custody_holders(actor.roster) if seat.person_id}
    tell(actor, parents | caseworker_in(actor.roster), one)
    return one


def end_what_is_over() -> int:
    """Close the provisional plans whose last day has passed; how many. Run nightly: they have applied to
    nobody since that day, whether or not this ran."""
    over = days_are_over()
    for version in over:
        move(version, Status.CLOSED, Who.NIGHT, None)
        record("plan.days_over", by=None, case_id=version.case_id, version=str(version.id))
    return len(over)


def archive(actor: Actor, closed: Sent, after_days: int) -> None:
    """Put a closed plan away, so many days after it was closed: the page of the plan begins anew, and it is
    still read among its versions. Raises TooEarly."""
    first = ending(closed.version) + timedelta(days=after_days)
    if today() < first:
        raise TooEarly(first)
    move(closed.version, Status.ARCHIVED, Who.CASEWORKER, actor.person_id)
    version = str(closed.version.id)
    record("plan.archived", by=actor.person_id, case_id=actor.case_id, version=version)
    session.flush()
