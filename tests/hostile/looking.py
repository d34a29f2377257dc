"""Somebody on duty who has opened Emil's case, a leader who goes through it, and a sample of looks."""

from collections.abc import Callable
from typing import Any

from portal.access.permissions import Permission
from portal.cases.models import Case, Opening, OpeningKind
from portal.db.clock import now
from portal.db.session import session
from portal.oversight.models import LookSample, SampledLook
from portal.oversight.service import let_in
from portal.people.models import Person, UserSession
from portal.people.sessions import _hash
from tests import factories as a


def on_duty(case: Case) -> tuple[Person, Opening]:
    """Mia has no seat, and was let in for so long that the test is over before."""
    mia = a.caseworker("Mia Friis")
    opening = let_in(mia.id, case.number, OpeningKind.URGENT, "Det haster.", 240)
    session.commit()
    return mia, opening


def a_sample(of: Opening) -> SampledLook:
    """A look of a month long over; last month's is still to be drawn."""
    sample = LookSample(month="2026-01", seed="0" * 32, among=1)
    session.add(sample)
    session.flush()
    chosen = SampledLook(
        sample_id=sample.id,
        position=0,
        look_id=of.id,
        looked_at=now(),
        case_id=of.case_id,
        person_id=of.person_id,
        role="caseworker",
        what=Permission.MAP_READ,
        outcome="seen",
        reason="break_glass",
    )
    session.add(chosen)
    session.commit()
    return chosen


def leading(cookie: dict[str, Any]) -> dict[str, Any]:
    """The same cookie, of a session that came in as a team leader."""
    row = session.query(UserSession).filter_by(token_hash=_hash(cookie["_user_id"])).one()
    row.roles = ["team_leader"]
    session.commit()
    return cookie


def looking_after(
    case: Case, signed_in: Callable[[Person], dict[str, Any]]
) -> list[tuple[str, dict[str, Any], tuple[str, ...]]]:
    """Who they are: what each is called, the browser's cookie, and the addresses to begin at."""
    mia, opening = on_duty(case)
    a_sample(opening)
    ulla = leading(signed_in(a.person("Ulla Brink", staff=True)))
    place = f"/cases/{case.id}"
    return [
        ("on duty", signed_in(mia), ("/home", f"{place}/", f"{place}/looks")),
        ("leader", ulla, ("/home", "/oversight")),
    ]
