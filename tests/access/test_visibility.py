"""The two forms of the one rule agree, over two thousand invented families."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import insert, select

from portal.access.actor import Actor, Level, Role
from portal.access.models import Audience, Contribution, NamedReader
from portal.access.seeing_as import laid_over
from portal.access.visibility import DEEPEST, Planned, can_see, visible
from portal.cases.models import Case, CaseChild
from portal.db.session import session
from portal.people.models import Person

FAMILIES = 2000
BEGAN = datetime(2026, 3, 1, 12, tzinfo=UTC)


@dataclass
class Family:
    """Some people, some children, and what they said: everything that decides, drawn by lot."""

    case_id: UUID
    people: list[UUID]
    children: list[UUID]
    young: frozenset[UUID] = frozenset()
    said: dict[UUID, Planned] = field(default_factory=dict)
    readers: dict[UUID, set[UUID]] = field(default_factory=dict)


def invent(lot: Random) -> Family:
    family = Family(
        an_id(lot),
        [an_id(lot) for _ in range(lot.randint(2, 5))],
        [an_id(lot) for _ in range(lot.randint(1, 3))],
    )
    family.young = frozenset(lot.sample(family.people, lot.randint(0, 2)))
    for _ in range(lot.randint(3, 8)):
        thing = an_id(lot)
        family.said[thing] = something_said(lot, family)
        family.readers[thing] = set(lot.sample(family.people, lot.randint(0, 2)))
    return family


def beside(family: Family, said: Planned) -> list[tuple[Planned, set[UUID]]]:
    """What it stands beside, what that stands beside, and so on."""
    if said.beside_id is None:
        return []
    other = family.said[said.beside_id]
    return [(other, family.readers[said.beside_id]), *beside(family, other)]


def stands_beside(lot: Random, family: Family) -> UUID | None:
    """Now and then something said earlier, that is itself not too deep."""
    shallow = [thing for thing, said in family.said.items() if len(beside(family, said)) < DEEPEST]
    return lot.choice(shallow) if shallow and lot.random() < 0.5 else None


def something_said(lot: Random, family: Family) -> Planned:
    sometimes = lot.random
    return Planned(
        case_id=family.case_id,
        audience=lot.choice(list(Audience)).value,
        created_at=BEGAN + timedelta(hours=lot.randint(-48, 48)),
        level=lot.choice(list(Level)),
        child_id=lot.choice(family.children) if sometimes() < 0.4 else None,
        about_id=lot.choice(family.people) if sometimes() < 0.3 else None,
        beside_id=stands_beside(lot, family),
        released_at=BEGAN if sometimes() < 0.4 else None,
        held_at=BEGAN if sometimes() < 0.2 else None,
        professional_only=sometimes() < 0.2,
        open_to_newcomers=sometimes() < 0.2,
        **written_and_hidden(lot, family),
    )


def written_and_hidden(lot: Random, family: Family) -> dict[str, Any]:
    """Whose words they are, who wrote them down, and whether they are hidden."""
    author, other = lot.sample(family.people, 2)
    if lot.random() < 0.05:
        return {"author_id": author, "hidden_at": BEGAN, "taken_back_at": BEGAN}
    return {
        "author_id": author,
        "written_by_id": other if lot.random() < 0.3 else None,
        "hidden_at": BEGAN if lot.random() < 0.2 else None,
    }


def somebody(lot: Random, family: Family) -> Actor:
    """Somebody of the family; who comes as support is there on behalf of another."""
    one = anybody(lot, family)
    return replace(one, supports=anybody(lot, family)) if one.role is Role.SUPPORT_PERSON else one


def anybody(lot: Random, family: Family) -> Actor:
    return Actor(
        person_id=lot.choice(family.people),
        name="",
        case_id=family.case_id,
        role=lot.choice(list(Role)),
        level=lot.choice(list(Level)),
        sees_from=BEGAN + timedelta(hours=lot.randint(-24, 24)) if lot.random() < 0.6 else None,
        shielded=frozenset(lot.sample(family.people, lot.randint(0, 2))),
        children=frozenset(lot.sample(family.children, lot.randint(0, len(family.children))))
        if lot.random() < 0.5
        else None,
        young=family.young,
    )


def an_id(lot: Random) -> UUID:
    return UUID(int=lot.getrandbits(128), version=4)


@pytest.fixture
def families(app) -> list[Family]:
    lot = Random(20261121)
    invented = [invent(lot) for _ in range(FAMILIES)]
    settle(invented)
    return invented


def settle(families: list[Family]) -> None:
    """Put them all into the database, a few statements for all of them."""
    both = [(family, person) for family in families for person in family.people]
    everybody = [{"id": person, "name": "Nogen", "phone": "", "phone_hours": ""} for _f, person in both]
    session.execute(insert(Person), everybody)
    session.execute(insert(Case), [a_case(family) for family in families])
    children = [{"id": c, "case_id": f.case_id, "first_name": "Emil"} for f in families for c in f.children]
    session.execute(insert(CaseChild), children)
    things = [a_thing(key, said) for family in families for key, said in family.said.items()]
    session.execute(insert(Contribution.__table__), things)
    session.execute(insert(NamedReader), [row for family in families for row in readers(family)])
    session.commit()


def a_case(family: Family) -> dict[str, UUID]:
    return {"id": family.case_id, "caseworker_id": family.people[0], "coordinator_id": family.people[0]}


def a_thing(key: UUID, said: Planned) -> dict[str, Any]:
    return {
        "id": key,
        "kind": "contribution",
        "words": "Ord.",
        "language": "da",
        "revision": 1,
        "written_how": "reading" if said.written_by_id else None,
        **asdict(said),
    }


def readers(family: Family) -> Iterator[dict[str, UUID]]:
    for thing, people in family.readers.items():
        for person in people:
            yield {"case_id": family.case_id, "contribution_id": thing, "person_id": person}


def test_what_may_be_seen_is_exactly_what_is_loaded(families):
    lot = Random(7)
    seen = hidden = 0
    for family in families:
        actor = somebody(lot, family)

        loaded = set(session.scalars(select(Contribution.id).where(visible(actor))))
        allowed = {thing for thing, said in family.said.items() if sees(actor, family, thing, said)}

        assert loaded == allowed, f"{actor}: {loaded ^ allowed}"
        seen, hidden = seen + len(allowed), hidden + len(family.said) - len(allowed)
    assert seen > FAMILIES, "the lot was too strict to tell anything"
    assert hidden > FAMILIES, "the lot was too kind to tell anything"


def test_what_two_may_see_is_what_each_of_them_may_see_and_is_exactly_what_is_loaded(app):
    lot = Random(11)
    families = [invent(lot) for _ in range(FAMILIES // 8)]
    settle(families)
    together = apart = 0
    for family in families:
        one, other = somebody(lot, family), somebody(lot, family)

        loaded = set(session.scalars(select(Contribution.id).where(visible(laid_over(one, other)))))
        allowed, ones, others = (
            {key for key, said in family.said.items() if sees(who, family, key, said)}
            for who in (laid_over(one, other), one, other)
        )

        assert loaded == allowed == ones & others, f"{one} and {other}"
        together, apart = together + len(loaded), apart + len(ones ^ others)
    assert together > len(families) // 4, "the lot was too strict to tell anything"
    assert apart > len(families), "the lot was too kind to tell anything"


def sees(actor: Actor, family: Family, key: UUID, said: Planned) -> bool:
    return can_see(actor, said, family.readers[key], beside(family, said))


@pytest.fixture
def mother() -> Actor:
    return Actor(person_id=UUID(int=1), name="Sara", case_id=UUID(int=9), role=Role.CUSTODY_HOLDER)


def said(**more) -> Planned:
    told = {
        "case_id": UUID(int=9),
        "author_id": UUID(int=2),
        "audience": Audience.IN_CASE,
        "created_at": BEGAN,
    }
    return Planned(**told | more)


@pytest.mark.parametrize(
    ("thing", "sees"),
    [
        (said(), True),
        (said(case_id=UUID(int=8)), False),
        (said(audience=Audience.ONLY_ME), False),
        (said(audience=Audience.US_HERE), False),
        (said(professional_only=True), False),
        (said(hidden_at=BEGAN), False),
        (said(hidden_at=BEGAN, author_id=UUID(int=1)), True),
        (said(audience=Audience.US_HERE, written_by_id=UUID(int=1)), True),
        (said(hidden_at=BEGAN, written_by_id=UUID(int=1)), False),
        (said(held_at=BEGAN, written_by_id=UUID(int=1)), True),
        (said(held_at=BEGAN), False),
        (said(held_at=BEGAN, author_id=UUID(int=1)), True),
        (said(level=Level.FRESH), False),
    ],
)
def test_a_mother_sees_what_is_said_to_all_and_nothing_kept_from_her(mother, thing, sees):
    assert can_see(mother, thing, ()) is sees


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("named", [True, False])
def test_what_a_child_says_is_read_by_the_caseworker_and_by_those_the_child_has_shown_it_to(role, named):
    emils = said(released_at=BEGAN, open_to_newcomers=True)
    reader = Actor(
        person_id=UUID(int=1), name="", case_id=UUID(int=9), role=role, young=frozenset({UUID(int=2)})
    )

    assert can_see(reader, emils, {UUID(int=1)} if named else ()) is (named or role is Role.CASEWORKER)
