"""An operator changes the key of what is encrypted: nothing is lost, and we say when the old one may go."""

from datetime import timedelta

import pytest
from cryptography.fernet import Fernet
from sqlalchemy import text

from portal.cases.models import Invitation
from portal.db import rotation, sealed
from portal.db.base import Base
from portal.db.session import session
from portal.messages.models import MessageWish
from portal.people.models import LoginState
from portal.writing import drafts
from portal.writing.models import Draft
from tests.network.guests import around
from tests.settings_for_tests import KEY
from tests.test_cli import portal as typed

NEW = Fernet.generate_key().decode()
portal = typed


@pytest.fixture
def keys(portal, monkeypatch):
    """What the file of keys holds, newest first; the key of the tests again afterwards."""

    def put(*these: str) -> None:
        monkeypatch.setenv("PORTAL_FIELD_KEYS", "[" + ", ".join(f'"{one}"' for one in these) + "]")

    yield put
    sealed.use_keys([KEY.encode()])


def written(a) -> None:
    """A draft of each of two people, an address, and a login under way."""
    case = a.case()
    for name in ("Sara Holm", "Jonas Lind"):
        one = a.member(case, name)
        drafts.keep(one.id, f"/cases/{case.id}/map/add/works", {"words": [f"Fra {name}"]}, case.id)
    hours = {"from_hour": 8, "until_hour": 20, "language": "da"}
    session.add(
        MessageWish(person_id=one.id, channel="mail", address={"address": "jonas@post.example"}, **hours)
    )
    session.add(LoginState(key="en", value={"nonce": "x"}, expires_at=one.created_at + timedelta(hours=1)))
    session.commit()


def said_by(*keys: str) -> list[str]:
    """What the drafts say when these keys alone are there."""
    sealed.use_keys([one.encode() for one in keys])
    session.remove()
    return sorted(draft.fields["words"][0] for draft in session.query(Draft))


def test_after_the_rotation_the_newest_key_alone_opens_everything(portal, keys, a):
    written(a)
    keys(NEW, KEY)

    first, second = portal("rotate-keys"), portal("rotate-keys")

    assert first.exit_code == second.exit_code == 0, first.output
    assert "draft.fields: 2 locked anew, 0 already\n" in first.output
    assert "message_wish.address: 1 locked anew, 0 already\n" in first.output
    assert "login_state.value: 1 locked anew, 0 already\n" in first.output
    assert "draft.fields: 0 locked anew, 2 already\n" in second.output
    assert second.output.endswith("The older keys may be taken out now.\n")
    assert said_by(NEW) == ["Fra Jonas Lind", "Fra Sara Holm"]
    assert session.query(MessageWish).one().address == {"address": "jonas@post.example"}


def test_every_encrypted_column_is_met(portal, keys):
    keys(NEW, KEY)
    kept = {
        f"{table.name}.{column.name}"
        for table in Base.metadata.sorted_tables
        for column in table.columns
        if isinstance(column.type, sealed.Encrypted)
    }

    told = {
        line.split(":")[0] for line in portal("rotate-keys").output.splitlines() if " locked anew" in line
    }

    assert len(kept) >= 8
    assert told == kept


def test_stopped_half_way_the_next_run_does_what_is_left(portal, keys, a, monkeypatch):
    written(a)
    keys(NEW, KEY)
    monkeypatch.setattr(rotation, "BATCH", 1)
    plain, asked = rotation.renewed, []

    def power_goes(locked):
        asked.append(locked)
        if len(asked) == 4:  # the second draft
            raise KeyboardInterrupt
        return plain(locked)

    monkeypatch.setattr(rotation, "renewed", power_goes)
    assert portal("rotate-keys").exit_code != 0
    monkeypatch.setattr(rotation, "renewed", plain)

    again = portal("rotate-keys")

    assert "draft.fields: 1 locked anew, 1 already\n" in again.output
    assert said_by(NEW) == ["Fra Jonas Lind", "Fra Sara Holm"]


def test_what_somebody_writes_meanwhile_is_left_as_they_wrote_it(portal, keys, a, monkeypatch):
    written(a)
    keys(NEW, KEY)
    plain = rotation.renewed

    def while_sara_writes(locked):
        newer = Fernet(NEW).encrypt(b'{"words": ["Skrevet imens"]}').decode()
        new = plain(locked)
        session.execute(
            text("UPDATE draft SET fields = :newer WHERE fields = :old"), {"newer": newer, "old": locked}
        )
        return new

    monkeypatch.setattr(rotation, "renewed", while_sara_writes)
    assert portal("rotate-keys").exit_code == 0

    assert said_by(NEW) == ["Skrevet imens"] * 2


def test_without_the_key_something_is_locked_with_nothing_is_lost_and_no_key_may_go(portal, keys, a):
    written(a)
    keys(NEW)

    found = portal("rotate-keys")

    assert found.exit_code == 1
    assert "draft.fields: 0 locked anew, 0 already, 2 opened by no key\n" in found.output
    assert "A key is missing" in found.output
    assert "taken out" not in found.output
    assert said_by(KEY) == ["Fra Jonas Lind", "Fra Sara Holm"]


def test_a_number_that_mitid_must_have_keeps_the_old_key_until_its_link_runs_out(portal, keys, a, as_):
    karin = a.caseworker()
    case = a.case(caseworker=karin)
    as_(karin).visit(f"/cases/{case.id}/members/invite-parent").send(
        name="Bo", relation="far", children=[a.child(case).id], words="Kom.", cpr="0000000013"
    )
    keys(NEW, KEY)

    found = portal("rotate-keys")

    assert found.exit_code == 0
    last = session.query(Invitation).one().expires_at
    assert f"Keep the older keys until {last:%Y-%m-%d}.\n" in found.output
    assert "may be taken out now" not in found.output


def test_a_guest_keeps_the_old_key_and_is_found_by_the_new_one(portal, keys, a, app):
    around(a, app).comes_in()
    invitation = session.query(Invitation).one()
    invitation.sent_to, invitation.sent_to_kind = {"address": "else@post.example"}, "mail"
    session.commit()
    keys(NEW, KEY)

    found = portal("rotate-keys")

    assert "Guests whose code an older key may prove: 1." in found.output
    sealed.use_keys([NEW.encode()])
    session.remove()
    newest = sealed.fingerprints("address of an invitation", "else@post.example")
    assert [session.query(Invitation).one().sent_to_find] == newest
