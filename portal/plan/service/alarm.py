"""The alarm card: a safe place, a code word, and the numbers people let stand on it by own yes."""

from collections.abc import Collection
from enum import StrEnum
from uuid import UUID, uuid4

from sqlalchemy import update

from portal.access.actor import Actor
from portal.db.clock import now
from portal.db.session import session
from portal.history.recorder import record
from portal.plan.models.items import AlarmNumber, Item, OfSection, PlanItem, Wording
from portal.plan.models.sections import Section
from portal.plan.service.items import NewItem, propose_item


class Secret(StrEnum):
    """What may stand on the alarm card and nowhere else."""

    SAFE_PLACE = "safe_place"
    CODE_WORD = "code_word"


def write_secret(actor: Actor, what: Secret, words: str, readers: Collection[UUID] = ()) -> PlanItem:
    """Keep a safe place or a code word: encrypted, for those who may read it with MitID; `readers` (person
    ids) besides those who share the whole case. It is never changed, only taken out and written anew. Raises
    GivesAway (see `cases.service.guarding`)."""
    of, told = OfSection(actor.case_id, Section.ALARM), {"what": what.value, "words": words}
    return propose_item(actor, of, NewItem(Wording("", {}), readers=readers, told=told))


def take_out_secret(actor: Actor, about: Item) -> None:
    """It stands on the card no more. What it said is forgotten, not kept."""
    about.item.status, about.item.told = "removed", None
    session.flush()
    record("plan.secret_taken_out", by=actor.person_id, case_id=actor.case_id, subject_id=about.item.id)


def give_number(actor: Actor, about: Item, number: str) -> None:
    """The person the card names lets a number stand on it, in the place of the one before."""
    _forget(actor, about)
    told = {"words": number}
    session.add(
        AlarmNumber(
            id=uuid4(), case_id=actor.case_id, item_id=about.item.id, person_id=actor.person_id, told=told
        )
    )
    session.flush()
    record("plan.number_given", by=actor.person_id, case_id=actor.case_id, subject_id=about.item.id)


def take_number_back(actor: Actor, about: Item) -> None:
    """The number is forgotten at once. Safe to call again."""
    if _forget(actor, about):
        record("plan.number_taken_back", by=actor.person_id, case_id=actor.case_id, subject_id=about.item.id)


def _forget(actor: Actor, about: Item) -> bool:
    forgotten = session.execute(
        update(AlarmNumber)
        .where(
            AlarmNumber.case_id == actor.case_id,
            AlarmNumber.item_id == about.item.id,
            AlarmNumber.person_id == actor.person_id,
            AlarmNumber.ended_at.is_(None),
        )
        .values(ended_at=now(), told=None)
    )
    return bool(forgotten.rowcount)  # type: ignore[attr-defined]
