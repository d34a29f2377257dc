"""What a family, and then a caseworker, does with a wish for help. Every verb leaves a step behind."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy.exc import IntegrityError

from portal.access.actor import Actor, Role
from portal.cases.models import Case
from portal.cases.service import open_for_family
from portal.db.clock import now
from portal.db.session import session
from portal.people.models import Person
from portal.referrals import queries
from portal.referrals.models import End, Referral, ReferralStep
from portal.writing.moved import TextHasMoved

FirstWords = Callable[[Actor, Case, Mapping[str, str], int], None]
TEXTS = ("works", "worries", "wish")
_first_words: list[FirstWords] = []


class NotYours(Exception):
    """The referral is not there, has ended, or somebody else has it. A person is told one and the same."""


def adopt_first_words(rooms: list[FirstWords]) -> None:
    """Take in what rooms do with what a family wrote before it had a workspace: the one who wrote, the case,
    the words by the question they answer, and in how many working days a question is answered."""
    _first_words[:] = rooms


def write(person: Person, told: dict[str, Any], *, own_matter: bool, language: str, seen: int) -> Referral:
    """Keep what the person wrote, for that person alone: a new referral, or other words in the one not sent.

    `told`: children (first names), relation, works, worries, wish, phone. `seen`: the revision the writer
    had in front of them. Raises TextHasMoved when it was written from another device meanwhile, NotYours
    when it has been sent.
    """
    mine = queries.under_way(person.id, to_change=True)
    if mine is None:
        new = Referral(person_id=person.id, told=told, own_matter=own_matter, language=language)
        if _is_begun(new):
            return _step(new, person.id, "begun")
        mine = queries.under_way(person.id, to_change=True)
    if mine is None or not mine.is_private:
        raise NotYours
    if mine.revision != seen:
        theirs, own = (str(one.get("wish", "")) for one in (mine.told, told))
        raise TextHasMoved(theirs=theirs, mine=own, revision=mine.revision)
    mine.told, mine.own_matter, mine.language, mine.revision = told, own_matter, language, mine.revision + 1
    return _step(mine, person.id, "reworded")


def _is_begun(referral: Referral) -> bool:
    """Has it been put down? Not when another tab of the same person began one at the same moment."""
    try:
        with session.begin_nested():
            session.add(referral)
    except IntegrityError:
        return False
    return True


def send(person_id: UUID) -> Referral:
    """Let the municipality have it. Raises NotYours when nothing waits to be sent."""
    mine = queries.under_way(person_id, to_change=True)
    if mine is None or not mine.is_private:
        raise NotYours
    mine.sent_at = now()
    return _step(mine, person_id, "sent")


def take_back(person_id: UUID) -> None:
    """The family no longer wants it. Nobody has read it, so its words go. Raises NotYours once taken."""
    mine = queries.under_way(person_id, to_change=True)
    if mine is None or mine.taken_at is not None:
        raise NotYours
    mine.told = {}
    _end(mine, person_id, End.TAKEN_BACK)


def take(by: UUID, referral_id: UUID, promised_at: datetime) -> Referral:
    """A caseworker takes a referral and promises an answer by `promised_at` (UTC); from now on that person
    can read it. Raises NotYours when another was quicker."""
    found = queries.to_take(referral_id)
    if found is None:
        raise NotYours
    found.taken_by_id, found.taken_at, found.promised_at = by, now(), promised_at
    return _step(found, by, "taken")


def give_back(by: UUID, referral_id: UUID) -> None:
    """Somebody else shall have it. Raises NotYours."""
    found = _taken(referral_id, by)
    found.taken_by_id = found.taken_at = found.promised_at = None
    _step(found, by, "given_back")


def answer(by: UUID, referral_id: UUID, words: str) -> None:
    """Answer without a workspace: the family reads the words. Raises NotYours."""
    found = _taken(referral_id, by)
    found.answer = {"words": words}
    _end(found, by, End.ANSWERED)


def open_workspace(
    by: Person, referral_id: UUID, *, standin: Person | None, custody_seen: str, days: int
) -> Case:
    """Open the workspace the family asked for, with the family in it, and its words where they belong.

    `custody_seen`: where the caseworker saw who holds custody. `days`: in how many working days a question
    is answered. Raises NotYours.
    """
    found = _taken(referral_id, by.id)
    person = session.get_one(Person, found.person_id)
    case, actor = open_for_family(
        by,
        person,
        role=Role.CHILD if found.own_matter else Role.CUSTODY_HOLDER,
        relation=found.told["relation"],
        children=found.told["children"],
        standin=standin,
        language=found.language,
    )
    said = {name: found.told[name] for name in TEXTS if found.told[name]}
    for room in _first_words:
        room(actor, case, said, days)
    found.case_id, found.custody_seen = case.id, custody_seen
    _end(found, by.id, End.OPENED)
    return case


def _taken(referral_id: UUID, by: UUID) -> Referral:
    found = queries.taken(referral_id, by, to_change=True)
    if found is None:
        raise NotYours
    return found


def _end(referral: Referral, by: UUID, why: End) -> None:
    referral.ended_at, referral.ended_why = now(), why
    _step(referral, by, why.value)


def _step(referral: Referral, by: UUID, what: str) -> Referral:
    session.add(ReferralStep(referral_id=referral.id, by_id=by, what=what))
    session.flush()
    return referral
