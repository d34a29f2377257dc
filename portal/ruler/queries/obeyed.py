"""What a published ruler says of whom it asks, where and about what, and whom a high answer reaches.

A version that keeps no more than its steps says nothing of that: then everybody may answer about everything.
"""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from portal.access.actor import Actor, Member, Role
from portal.cases.models import Case
from portal.cases.queries import age_on, own_seat
from portal.db.clock import now, on_the_wall
from portal.db.session import session
from portal.ruler.models import FALLBACK_LANGUAGE, Definition, Dimension
from portal.ruler.queries.in_words import in_use
from portal.ruler.queries.kept import definition_of

AS = {
    Role.CASEWORKER: "professionals",
    Role.PROFESSIONAL: "professionals",
    Role.CUSTODY_HOLDER: "parents",
    Role.PARENT_WITHOUT_CUSTODY: "parents",
    Role.NETWORK_PERSON: "network",
    Role.CHILD: "child",
}
"""As what a file speaks of each. Who is here on somebody's behalf answers nothing of their own."""
EVERYWHERE = ("home", "school", "leisure", "contact")


def ruler_in_use() -> Definition | None:
    """All that the version says that is answered on now."""
    return told_by(session.scalar(in_use()))


def told_by(version_id: UUID | None) -> Definition | None:
    return definition_of(version_id) if version_id else None


def answers(actor: Actor, told: Definition | None) -> bool:
    """May the actor answer on a ruler that says this?"""
    seat = own_seat(actor)
    return may_answer(actor.role, seat.born if seat else None, told)


def seats_that_answer(seats: Iterable[Member], told: Definition | None) -> list[Member]:
    return [seat for seat in seats if may_answer(seat.role, seat.born, told)]


def may_answer(role: Role, born: date | None, told: Definition | None) -> bool:
    """A child answers from the age of the ruler on, today in Denmark. Where nobody has told the age, the one
    who gave the child a place has judged it."""
    if role not in AS:
        return False
    if told is None:
        return True
    if AS[role] not in told.scored_by:
        return False
    old_enough = born is None or age_on(born, on_the_wall(now()).date()) >= told.child_from_age
    return role is not Role.CHILD or old_enough


def asks_about(told: Definition | None) -> list[Dimension]:
    return list(told.dimensions) if told else list(Dimension)


def asks_where(told: Definition | None) -> list[str]:
    return list(told.contexts) if told else list(EVERYWHERE)


def is_blind(version_id: UUID) -> bool:
    """Is an answer on this version sealed until the round is opened? An answer is asked by the version it was
    given on, so that no later ruler opens an older answer."""
    told = told_by(version_id)
    return told is None or told.blind_first


def told_at_once(case: Case, told: Definition | None) -> list[UUID]:
    """Who reads a high answer at once (person ids): always the caseworker, whose list it is on."""
    standin = told is None or "standin" in told.alert.to
    return [who for who in (case.caseworker_id, case.standin_id if standin else None) if who]


def tells_leaders(told: Definition | None) -> bool:
    """Do those who lead hear that there is a high answer?"""
    return told is not None and "leader" in told.alert.to


def partners(told: Definition | None, step: int | None, language: str) -> list[str]:
    """Who can help on this step, in the reader's language, else in Danish."""
    if told is None or step is None:
        return []
    said = told.steps[step - 1].partners
    return said.get(language) or said.get(FALLBACK_LANGUAGE, [])


def duty_phones(told: Definition | None, language: str) -> list[tuple[str, str]]:
    """Name and number of each whom one may call at night; empty where the ruler names none."""
    return [
        (
            one.name.get(language) or one.name.get(FALLBACK_LANGUAGE) or next(iter(one.name.values()), ""),
            one.phone,
        )
        for one in (told.duty_phones if told else ())
    ]
