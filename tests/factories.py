"""Make the people and things a test talks about. Every argument has a sensible default."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

from portal.access.actor import Actor, Level, Role
from portal.access.models import Audience, Contribution
from portal.cases import queries, service
from portal.cases.models import AnswerKind, Case, CaseChild, Custody, Membership, Shield
from portal.db.clock import now, on_the_wall
from portal.db.session import session
from portal.mapping.models import Category, MapEntry
from portal.mapping.service import Shared, add_entry
from portal.people.models import Person

RELATIONS = {Role.CUSTODY_HOLDER: "mor", Role.NETWORK_PERSON: "mormor", Role.CASEWORKER: "rådgiver"}


def _saved(thing: Any) -> Any:
    session.add(thing)
    session.commit()
    return thing


def person(name: str = "Sara Holm", *, staff: bool = False, **more: Any) -> Person:
    return _saved(Person(name=name, staff_since=datetime(2026, 1, 1, tzinfo=UTC) if staff else None, **more))


def caseworker(name: str = "Karin Bech", **more: Any) -> Person:
    return person(name, staff=True, phone="10 20 30 41", phone_hours="mandag til torsdag kl. 9-14", **more)


def case(*children: str, caseworker: Person | None = None, standin: Person | None = None) -> Case:
    """A case with its caseworker, and a child called Emil unless other names are given."""
    karin = caseworker or globals()["caseworker"]()
    opened = service.open_case(karin, children=list(children or ("Emil",)), standin=standin)
    session.commit()
    return opened


def child(case: Case, name: str = "Emil") -> CaseChild:
    return session.query(CaseChild).filter_by(case_id=case.id, first_name=name).one()


def member(case: Case, name: str = "Sara Holm", role: Role = Role.CUSTODY_HOLDER, **more: Any) -> Person:
    """Somebody who has joined the case: a custody holder of all its children unless said otherwise."""
    someone = more.pop("person", None) or person(name)
    relation = more.pop("relation", RELATIONS.get(role, "ven"))
    more = more_about(case, role) | more
    if role is Role.CHILD:
        born = more.pop("born", None) or on_the_wall(now()).date() - timedelta(days=12 * 366)
        more["birthdate"] = {"birthdate": born.isoformat()}
    seat = _saved(
        Membership(
            case_id=case.id,
            person_id=someone.id,
            role=role,
            name=name.split()[0],
            relation=relation,
            joined_at=now(),
            **more,
        )
    )
    if role is Role.CUSTODY_HOLDER:
        custody(case, seat)
    return someone


def more_about(case: Case, role: Role) -> dict[str, Any]:
    """What a seat of this role cannot be without: a year for a professional; for a support person somebody
    to support, a parent if there is one."""
    if role is Role.PROFESSIONAL:
        today = on_the_wall(now()).date()
        return {"purpose": "Se, hvordan det går i skolen.", "term_from": today, "term_days": 365}
    if role is not Role.SUPPORT_PERSON:
        return {}
    seats = session.query(Membership).filter_by(case_id=case.id).order_by(Membership.created_at).all()
    parents = [one for one in seats if one.role == Role.CUSTODY_HOLDER]
    return {"supports_id": [*parents, *seats][0].id}


def custody(case: Case, seat: Membership) -> None:
    for one in session.query(CaseChild).filter_by(case_id=case.id):
        _saved(
            Custody(
                case_id=case.id, child_id=one.id, membership_id=seat.id, from_date=on_the_wall(now()).date()
            )
        )


def seat(case: Case, person: Person) -> Membership:
    return session.query(Membership).filter_by(case_id=case.id, person_id=person.id).one()


def named_seat(
    case: Case, name: str = "Jonas", role: Role = Role.CUSTODY_HOLDER, relation: str = "far"
) -> Membership:
    """A seat for somebody who has not come yet."""
    kept = _saved(Membership(case_id=case.id, role=role, name=name, relation=relation))
    if role is Role.CUSTODY_HOLDER:
        custody(case, kept)
    return kept


def shield(case: Case, protected: Person, hidden_from: Person) -> Shield:
    return _saved(
        Shield(
            case_id=case.id,
            protected_id=seat(case, protected).id,
            from_id=seat(case, hidden_from).id,
            reason="kontaktforbud",
            decided_by_id=case.caseworker_id,
        )
    )


def end_shield(case: Case, shield: Shield) -> None:
    """Asked for by the caseworker, and said yes to by another."""
    shield.end_asked_by_id, shield.end_asked_at, shield.end_why = case.caseworker_id, now(), "Ophævet."
    shield.ended_at, shield.ended_by_id = now(), caseworker("Tom Vestergaard").id
    _saved(shield)


def actor(case: Case, person: Person, level: Level = Level.MITID) -> Actor:
    found = queries.actor_for(person.id, case.id, level)
    assert found is not None
    return found


def entry(
    case: Case,
    author: Person,
    words: str = "Vi spiser sammen hver aften.",
    *,
    category: Category = Category.STRENGTH,
    audience: Audience = Audience.IN_CASE,
    readers: tuple[Person, ...] = (),
) -> MapEntry:
    said = add_entry(
        actor(case, author), category, words, Shared(audience, [reader.id for reader in readers])
    )
    session.commit()
    return said


def remark(case: Case, author: Person, thing: Contribution, words: str = "Jeg ser det anderledes.") -> Any:
    said = service.answer(actor(case, author), thing, service.Reply(AnswerKind.REMARK, words, thing.revision))
    session.commit()
    return said


def unknown_id() -> str:
    return str(uuid4())
