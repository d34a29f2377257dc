"""What the session cookie of somebody holds who has signed in a moment ago."""

import json
from datetime import timedelta
from typing import Any

from flask import Flask

from portal.db.clock import now
from portal.db.sealed import seal
from portal.db.session import session
from portal.people import sessions
from portal.people.models import Person, UserSession
from tests import factories as a

CSRF = "0123456789abcdef0123456789abcdef01234567"


def signed_in(app: Flask, person: Person, role: str = "caseworker", *, young: bool = False) -> dict[str, Any]:
    """`role`: of one who comes in by the staff door. `young`: MitID says 16 years."""
    kind = "staff" if person.staff_since else "citizen"
    token = sessions.begin(person.id, kind, app.extensions["session_limits"][kind])
    row = session.query(UserSession).filter_by(token_hash=sessions._hash(token)).one()
    row.loa, row.roles = "substantial", [role] if person.staff_since else []
    row.auth_time = now() + timedelta(hours=1)  # fresh for as long as the test takes
    row.birthdate = {"birthdate": (now() - timedelta(days=16 * 366)).date().isoformat()} if young else None
    session.commit()
    return {"_user_id": token, "_fresh": True, "csrf_token": CSRF}


def has_found(app: Flask, somebody: Person) -> dict[str, Any]:
    """An administrator before whom it stands where somebody is signed in."""
    mark = seal(json.dumps({"person": str(somebody.id), "why": "lost"}).encode())
    return signed_in(app, a.person("Ole Bro", staff=True), "administrator") | {"account": mark}
