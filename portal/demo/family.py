"""The demo family: Emil, his mother Sara and his father Jonas, and Karin and Tom of the municipality."""

from sqlalchemy import select

from portal.access.actor import Actor, Level, Role
from portal.access.models import Audience
from portal.cases import service as cases
from portal.cases.models import AnswerKind, Case, CaseChild, Membership
from portal.cases.queries import actor_for
from portal.db.clock import now
from portal.db.session import session
from portal.mapping import service as mapping
from portal.mapping.models import Category, MapEntry
from portal.people.models import Identity, Person
from portal.ruler.service import load_default
from portal.simulator.people import PEOPLE, STAFF, PretendPerson

HERE_FROM_THE_START = ("sara", "jonas", "karin", "tom")
HOURS = "mandag til torsdag kl. 9-14"
PHONES = {"karin": "10 20 30 41", "tom": "10 20 30 42"}


def fill(issuer_base: str) -> None:
    """Put the family into an empty database; do nothing when somebody is there already."""
    load_default()
    if session.scalar(select(Person.id).limit(1)) is None:
        known = {pretend.key: _known(pretend) for pretend in PEOPLE if pretend.key in HERE_FROM_THE_START}
        session.flush()
        case = cases.open_case(known["karin"], children=["Emil"], standin=known["tom"])
        sara, jonas = _seat(case, known["sara"], "mor"), _seat(case, known["jonas"], "far")
        _talk(sara, jonas, _actor(case, known["karin"]))
    _recognise(issuer_base)
    session.commit()


def _known(pretend: PretendPerson) -> Person:
    staff = pretend.door == STAFF
    person = Person(
        name=pretend.name,
        phone=PHONES.get(pretend.key, ""),
        phone_hours=HOURS if staff else "",
        mitid_uuid=None if staff else pretend.uuid,
        staff_since=now() if staff else None,
    )
    session.add(person)
    return person


def _recognise(issuer_base: str) -> None:
    """The pretend MitID may stand on another port than last time: it is the same people all the same."""
    for pretend in PEOPLE:
        issuer = f"{issuer_base}/{pretend.door}"
        known = session.scalars(select(Identity).where(Identity.subject == pretend.subject)).all()
        person = (
            known[0].person_id
            if known
            else session.scalar(
                select(Person.id).where(Person.name == pretend.name, Person.staff_since.is_not(None))
            )
        )
        if person is not None and issuer not in {identity.issuer for identity in known}:
            session.add(Identity(person_id=person, issuer=issuer, subject=pretend.subject))


def _seat(case: Case, person: Person, relation: str) -> Actor:
    karin = _actor(case, session.get_one(Person, case.caseworker_id))
    children = session.scalars(select(CaseChild.id).where(CaseChild.case_id == case.id)).all()
    seat, _token = cases.name_parent(
        karin,
        name=person.name.split()[0],
        relation=relation,
        children=children,
        words="Vil du være med her? Så laver vi planen sammen.",
        days=14,
    )
    _arrive(seat, person)
    return _actor(case, person)


def _arrive(seat: Membership, person: Person) -> None:
    """As if the link had been opened and MitID used, some time ago."""
    seat.person_id, seat.joined_at = person.id, now()
    session.flush()


def _actor(case: Case, person: Person) -> Actor:
    actor = actor_for(person.id, case.id, Level.MITID)
    assert actor is not None
    assert actor.role in (Role.CASEWORKER, Role.CUSTODY_HOLDER)
    return actor


def _talk(sara: Actor, jonas: Actor, karin: Actor) -> None:
    everyone = mapping.Shared(Audience.IN_CASE)
    mapping.add_entry(
        sara, Category.STRENGTH, "Emil og jeg læser højt hver aften. Det holder vi fast i.", everyone
    )
    mapping.add_entry(jonas, Category.STRENGTH, "Emil er glad, når vi fisker sammen om lørdagen.", everyone)
    worry = mapping.add_entry(
        sara,
        Category.PAST_HARM,
        "I tirsdags råbte jeg ad Emil, fordi han ikke ville i seng. Han græd længe.",
        everyone,
    )
    _remark(jonas, worry, "Det er aftenerne efter en lang vagt, der er svære. Resten går godt.")
    mapping.name_danger(
        karin,
        "Karin og Sara er bange for, at aftenerne ender i råben. Så kan Emil blive bange for at gå i seng.",
        "Når Sara er træt, ringer hun til en voksen, før det bliver svært. "
        "Emil sover trygt hver aften i tre måneder.",
        None,
    )


def _remark(actor: Actor, entry: MapEntry, words: str) -> None:
    cases.answer(actor, entry, cases.Reply(AnswerKind.REMARK, words, entry.revision))
