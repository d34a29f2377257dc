"""What people do with a case. Each verb changes something and tells the history, together."""
import hashlib
import secrets
from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID, uuid4

from sqlalchemy import select

from portal.access.actor import Actor, Role
from portal.access.models import Audience, Contribution, NamedReader
from portal.cases import queries
from portal.cases.models import Answer, AnswerKind, Case, CaseChild, Custody, Invitation, Membership
from portal.db.clock import now, on_the_wall
from portal.db.session import session
from portal.history.recorder import record
from portal.people.models import Person
from portal.writing import wording

TOKEN_BYTES = 32
CASEWORKERS_MARK, OTHERS_MARK, MARKS = 4, 5, (1, 2, 3)


class AlreadyHere(Exception):
    """The person already has a seat in the case."""


class NotOpen(Exception):
    """The invitation is used, taken back, declined or too old. The visitor is told one and the same thing."""


def open_case(by: Person, *, children: list[str], standin: Person | None) -> Case:
    """Begin a workspace. The caseworker is its first member, and its coordinator until another is chosen."""
    case = Case(id=uuid4(), caseworker_id=by.id, coordinator_id=by.id, standin_id=standin.id if standin else None)
    session.add(case)
    session.flush()
    session.add_all([CaseChild(case_id=case.id, first_name=name) for name in children])
    _seat_staff(case, by, "rådgiver")
    if standin is not None:
        _seat_staff(case, standin, "afløser")
    session.flush()
    record("case.opened", by=by.id, case_id=case.id, children=len(children))
    return case


def _seat_staff(case: Case, person: Person, relation: str) -> None:
    session.add(Membership(
        case_id=case.id, person_id=person.id, role=Role.CASEWORKER, name=person.name.split()[0], relation=relation,
        mark=CASEWORKERS_MARK if relation == "rådgiver" else OTHERS_MARK, joined_at=now()))


def tell_number(person: Person, *, phone: str, hours: str) -> None:
    """Where and when the families of a caseworker may call."""
    person.phone, person.phone_hours = phone, hours
    session.flush()


def name_parent(
    actor: Actor, *, name: str, relation: str, children: Collection[UUID], words: str, days: int
) -> tuple[Membership, str]:
    """Give a custody holder a seat, custody of `children` from today, and an invitation; the seat and the link's token."""
    seat = take_seat(actor, name=name, relation=relation, role=Role.CUSTODY_HOLDER)
    today = on_the_wall(now()).date()
    session.add_all([Custody(case_id=actor.case_id, child_id=child, membership_id=seat.id, from_date=today)
                     for child in sorted(children)])
    session.flush()
    record("case.parent_named", by=actor.person_id, case_id=actor.case_id, seat=str(seat.id))
    return seat, invite(actor, seat, words=words, asked="", days=days)


def take_seat(actor: Actor, *, name: str, relation: str, role: Role) -> Membership:
    """Keep a place in the case for somebody who has not come yet."""
    taken = set(session.scalars(select(Membership.mark).where(Membership.case_id == actor.case_id)))
    seat = Membership(id=uuid4(), case_id=actor.case_id, name=name, relation=relation, role=role,
                      invited_by_id=actor.person_id, mark=next((m for m in MARKS if m not in taken), OTHERS_MARK))
    session.add(seat)
    session.flush()
    return seat


def invite(
    actor: Actor, seat: Membership, *, words: str, asked: str, days: int, subject_id: UUID | None = None
) -> str:
    """Make a link to a seat; older open links to it stop working. Returns the token, which is stored nowhere."""
    for older in session.scalars(select(Invitation).where(
            Invitation.case_id == actor.case_id, Invitation.membership_id == seat.id,
            Invitation.used_by_id.is_(None), Invitation.revoked_at.is_(None))):
        older.revoked_at = now()
    token = secrets.token_urlsafe(TOKEN_BYTES)
    session.add(Invitation(
        case_id=actor.case_id, membership_id=seat.id, token_hash=token_hash(token), invited_by_id=actor.person_id,
        words=words, asked=asked, expires_at=now() + timedelta(days=days)))
    session.flush()
    record("case.invited", by=actor.person_id, case_id=actor.case_id, subject_id=subject_id, seat=str(seat.id))
    return token


def token_hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def see_invitation(token: str) -> Invitation:
    """The invited person asks who it is that asks. The inviter sees that the link was opened. Raises NotOpen."""
    invitation = _still_open(queries.find_invitation(token_hash(token)))
    if invitation.accepted_at is not None:
        raise NotOpen
    invitation.opened_at = invitation.opened_at or now()
    session.flush()
    return invitation


def accept_invitation(invitation_id: UUID) -> Invitation:
    """The invited person says yes: the link is spent, and works for this browser alone. Raises NotOpen."""
    invitation = _still_open(queries.invitation_by_id(invitation_id))
    if invitation.accepted_at is not None:
        raise NotOpen
    invitation.accepted_at = now()
    session.flush()
    return invitation


def decline_invitation(invitation_id: UUID) -> None:
    """The invited person says no, and need not say why. Raises NotOpen."""
    invitation = _still_open(queries.invitation_by_id(invitation_id))
    invitation.declined_at = now()
    session.flush()
    record("case.invitation_declined", by=None, case_id=invitation.case_id, seat=str(invitation.membership_id))


def join(invitation_id: UUID, person_id: UUID) -> Membership:
    """Fill the seat. Once: the invitation, the seat and the person are each checked under lock.

    Raises NotOpen when it was not accepted, or is used; AlreadyHere when the person is a member already.
    """
    invitation = _still_open(queries.invitation_by_id(invitation_id))
    if invitation.accepted_at is None:
        raise NotOpen
    seat = session.scalars(
        select(Membership).where(Membership.id == invitation.membership_id).with_for_update()).one()
    if any(mine.case_id == seat.case_id for mine in queries.seats_of(person_id)):
        raise AlreadyHere
    if seat.person_id is not None or seat.left_at is not None:
        raise NotOpen
    seat.person_id, seat.joined_at, invitation.used_by_id = person_id, now(), person_id
    session.flush()
    record("case.joined", by=person_id, case_id=seat.case_id, seat=str(seat.id))
    return seat


def _still_open(invitation: Invitation | None) -> Invitation:
    if invitation is None or invitation.expires_at <= now():
        raise NotOpen
    if invitation.revoked_at or invitation.declined_at or invitation.used_by_id:
        raise NotOpen
    return invitation


def leave(actor: Actor) -> None:
    """Stop being part of a case. Access ends at the next request; what was shared stays."""
    seat = session.scalars(select(Membership).where(
        Membership.case_id == actor.case_id, Membership.person_id == actor.person_id,
        Membership.left_at.is_(None))).one()
    seat.left_at = now()
    session.flush()
    record("case.left", by=actor.person_id, case_id=actor.case_id, seat=str(seat.id))


def say(thing: Contribution, what: str, readers: Collection[UUID] = (), **detail: object) -> None:
    """Put a contribution into the case, for the readers it names, with its event. All rooms come through here."""
    thing.id = thing.id or uuid4()
    session.add(thing)
    session.flush()
    session.add_all([NamedReader(case_id=thing.case_id, contribution_id=thing.id, person_id=person)
                     for person in sorted(set(readers) - {thing.author_id})])
    record(what, by=thing.author_id, case_id=thing.case_id, subject_id=thing.id,
           words_sha256=hashlib.sha256(thing.words.encode()).hexdigest(), **detail)


@dataclass(frozen=True)
class Reply:
    """Words beside another's: what kind, the words, and the revision the writer had read."""

    kind: AnswerKind
    words: str
    seen: int


def answer(actor: Actor, thing: Contribution, reply: Reply, *, replaces: Collection[AnswerKind] = ()) -> Answer:
    """Stand beside another's words, for the same readers as those words, their author included.

    `replaces`: kinds of which a person has one at a time. The earlier answer stays in the table, marked.
    Raises TextHasMoved when the text is no longer the one the writer saw.
    """
    wording.held(thing, reply.seen, reply.words)
    if replaces and (earlier := queries.find_answer_of(actor.person_id, thing.id, [k.value for k in replaces])):
        earlier.replaced_at = now()
    said = Answer(
        case_id=actor.case_id, author_id=actor.person_id, words=reply.words, to_id=thing.id, answer=reply.kind.value,
        seen_revision=reply.seen, audience=thing.audience, released_at=thing.released_at, child_id=thing.child_id,
        professional_only=thing.professional_only, level=thing.level, open_to_newcomers=thing.open_to_newcomers)
    say(said, f"case.answered_{reply.kind}", readers=queries.readers_of(thing) | {thing.author_id}, to=str(thing.id))
    return said


def hide_own_words(actor: Actor, thing: Contribution) -> None:
    """Take own words from others' sight at once. History keeps them, and what was already read stays read."""
    thing.hidden_at = now()
    session.flush()
    record("case.words_hidden", by=actor.person_id, case_id=actor.case_id, subject_id=thing.id)


def named_or_all(audience: Audience, named: Collection[UUID]) -> Collection[UUID]:
    """Readers are named for *Os her* alone."""
    return named if audience is Audience.US_HERE else ()
