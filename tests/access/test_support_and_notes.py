"""Two who are a case of their own in the one rule: who supports another, and who may read notes."""

from dataclasses import replace
from uuid import UUID

import pytest
from sqlalchemy import insert, select

from portal.access.actor import Actor, Role
from portal.access.models import Audience, Contribution, NamedReader
from portal.access.visibility import can_see, visible
from portal.db.session import session
from tests.access.test_visibility import BEGAN, a_thing, said


@pytest.mark.parametrize(
    ("thing", "readers", "sees"),
    [
        (said(), (), False),
        (said(released_at=BEGAN), (), True),
        (said(released_at=BEGAN, author_id=UUID(int=5)), (), False),
        (said(released_at=BEGAN, child_id=UUID(int=20)), (), False),
        (said(audience=Audience.US_HERE), {UUID(int=3)}, False),
        (said(audience=Audience.US_HERE), {UUID(int=3), UUID(int=1)}, True),
        (said(author_id=UUID(int=1)), {UUID(int=3)}, True),
        (said(author_id=UUID(int=3), audience=Audience.US_HERE), (), True),
    ],
    ids=[
        "said to all in the case",
        "released",
        "released, by one who is hidden from her",
        "released, about a child she does not share",
        "named to the one who supports her, and not to her",
        "named to both",
        "hers, and named to the one who supports her",
        "own words",
    ],
)
def test_who_supports_a_mother_never_sees_what_she_cannot(thing, readers, sees):
    hers = {"shielded": frozenset({UUID(int=5)}), "children": frozenset({UUID(int=21)})}
    she = Actor(person_id=UUID(int=1), name="Sara", case_id=UUID(int=9), role=Role.CUSTODY_HOLDER, **hers)
    lone = Actor(
        person_id=UUID(int=3), name="Lone", case_id=UUID(int=9), role=Role.SUPPORT_PERSON, supports=she
    )

    assert can_see(lone, thing, readers) is sees


@pytest.mark.parametrize(
    ("role", "named", "sees"),
    [
        (Role.CASEWORKER, False, True),
        (Role.PROFESSIONAL, False, False),
        (Role.PROFESSIONAL, True, True),
        (Role.CUSTODY_HOLDER, True, False),
        (Role.CHILD, True, False),
        (Role.NETWORK_PERSON, True, False),
        (Role.SUPPORT_PERSON, True, False),
    ],
)
def test_a_professional_note_is_for_the_caseworkers_and_a_teacher_who_was_named(app, a, role, named, sees):
    """Also when it was released to all in the case, and in both forms of the rule."""
    case = a.case()
    reader = a.member(case, "Lis Berg", role)
    told = {"author_id": case.caseworker_id, "professional_only": True, "released_at": BEGAN}
    note = said(case_id=case.id, audience=Audience.IN_CASE.value, **told)
    key, actor = UUID(int=7, version=4), replace(a.actor(case, reader), sees_from=None)
    session.execute(insert(Contribution.__table__), [a_thing(key, note)])
    if named:
        session.add(NamedReader(case_id=case.id, contribution_id=key, person_id=reader.id))
    session.commit()

    loaded = session.scalars(select(Contribution.id).where(visible(actor))).all()

    assert (loaded == [key]) is sees
    assert can_see(actor, note, {reader.id} if named else ()) is sees
