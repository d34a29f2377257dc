"""What operators type: each command with nothing but settings from the environment."""

from datetime import UTC, datetime

import pytest
import time_machine
from click.testing import CliRunner
from sqlalchemy import create_engine, text

from portal.cli import main
from portal.db.session import session
from tests.settings_for_tests import KEY, doors_told


@pytest.fixture
def portal(app, database, tmp_path, monkeypatch):
    """Type a command: `portal("verify-history")`."""
    bind = session.get_bind()
    session.remove()
    secret = tmp_path / "secret"
    secret.write_text("only for the tests")
    told = {
        "BASE_URL": "https://portal.test",
        "DATABASE_URL": database.url,
        "MIGRATION_URL": database.owner_url,
        "SECRET_KEY": "only for the tests, and long enough for them",
        "FIELD_KEYS": f'["{KEY}"]',
        "PHONE": "10 20 30 40",
        "PHONE_HOURS": "hverdage 9-15",
        "DUTY_PHONE": "10 20 30 50",
        "VAR": str(tmp_path),
        **doors_told(secret),
    }
    for name, value in told.items():
        monkeypatch.setenv(f"PORTAL_{name}", value)

    def type_it(*words):
        try:
            return CliRunner().invoke(main, words)
        finally:
            session.remove()
            session.configure(bind=bind)

    return type_it


def test_migrating_brings_the_ruler_and_may_be_done_twice(portal):
    assert portal("migrate").output == portal("migrate").output == "The database is up to date.\n"

    assert session.execute(text("SELECT count(*) FROM ruler_step")).scalar_one() == 5


def test_a_ruler_is_looked_at_brought_in_published_and_printed_as_a_file(portal, tmp_path):
    portal("migrate")
    file = tmp_path / "ours.yaml"
    file.write_text("key: ours\nname Ours\n", encoding="utf-8")
    broken = portal("ruler", "check", str(file), "--language", "da")
    assert (broken.exit_code, broken.output) == (1, "Linje 2: Der mangler et kolon efter navnet: name Ours\n")

    file.write_text(portal("ruler", "export", "boernelinealen").output, encoding="utf-8")
    assert portal("ruler", "check", str(file)).output == "The ruler is ready to be published.\n"
    told = portal("ruler", "import", str(file), "--publish", "2126-01-01").output
    assert told == "Børnelinealen, version 2, is read from 2126-01-01.\n"
    assert portal("ruler", "export", "boernelinealen").output == file.read_text(encoding="utf-8")
    assert "is a draft now" in portal("ruler", "import", str(file)).output
    assert "a draft of this ruler already" in portal("ruler", "import", str(file)).output


def test_a_whole_history_is_said_to_be_whole_and_a_rewritten_one_is_not(portal, a, as_, database):
    case = a.case()
    sara = a.member(case)
    a.entry(case, sara)
    as_(sara).visit(f"/cases/{case.id}/map")
    assert portal("anchor-history").output == "1 chains anchored.\n"
    assert portal("seal-looks").output == "1 looks sealed.\n"
    assert portal("verify-history").output == "The history is whole.\n"

    engine = create_engine(database.owner_url)
    with engine.begin() as connection:
        connection.execute(text('UPDATE "case" SET story_number = 1'))
    engine.dispose()
    found = portal("verify-history")

    assert found.exit_code == 1
    assert str(case.id) in found.output


def test_tidying_forgets_old_drafts_and_keeps_what_is_for_the_writer_alone(portal, a, as_):
    case = a.case()
    sara = a.member(case)
    written = {"words": "Til mig.", "category": "strength", "audience": "only_me"}
    as_(sara).visit(f"/cases/{case.id}/map/add/works").send(**written)

    assert portal("tidy").output == "Tidied.\n"
    assert "Til mig." in as_(sara).visit(f"/cases/{case.id}/map").says


def test_tidying_forgets_old_looks_draws_the_sample_and_leaves_the_history_whole(portal, a, as_):
    case = a.case()
    with time_machine.travel(datetime(2019, 3, 1, 12, tzinfo=UTC)):
        as_(a.member(case)).visit(f"/cases/{case.id}/map")
        assert portal("seal-looks").output == "1 looks sealed.\n"

    assert [portal("tidy").exit_code for _night in range(2)] == [0, 0]
    assert session.execute(text("SELECT count(*) FROM look")).scalar_one() == 0
    assert session.execute(text("SELECT count(*) FROM look_sample")).scalar_one() == 1
    assert portal("verify-history").output == "The history is whole.\n"


def test_a_missing_setting_is_named_and_nothing_starts(portal, monkeypatch):
    monkeypatch.delenv("PORTAL_PHONE")
    monkeypatch.setenv("PORTAL_BASE_URL", "http://portal.example")

    found = portal("verify-history")

    assert found.exit_code == 1
    assert "PORTAL_PHONE: Field required" in found.output
    assert "Traceback" not in found.output


@pytest.mark.parametrize("port", ["0", "65535", "eighty"])
def test_an_impossible_port_is_said_in_one_sentence(portal, monkeypatch, port):
    monkeypatch.delenv("PORTAL_BASE_URL")  # the demo is for this machine alone, and has an address of its own
    monkeypatch.setenv("PORT", port)

    found = portal("demo")

    assert found.exit_code == 1
    assert found.output == f"PORT is {port}. It must be a number between 1 and 65534.\n"


def test_an_operator_signs_one_person_out_everywhere_and_then_everybody(portal, a, as_):
    sara, jonas = a.person(), a.person("Jonas Lind")
    browsers = [as_(sara), as_(sara), as_(jonas)]

    assert portal("end-sessions", "--person", "Sara Holm").output == "2 sessions ended.\n"
    assert [one.visit("/home").status for one in browsers] == [303, 303, 200]
    assert portal("end-sessions", "--person", str(sara.id)).output == "0 sessions ended.\n"
    assert portal("end-sessions", "--everybody").output == "1 sessions ended.\n"
    assert browsers[2].visit("/home").status == 303
    assert session.execute(text("SELECT outcome FROM sign_in_audit")).scalars().all() == ["administrator"] * 3


def test_an_operator_who_names_nobody_or_two_at_once_is_asked_whom(portal, a):
    two = [a.person(), a.person()]

    found = portal("end-sessions", "--person", "Sara Holm")

    assert found.exit_code == 1
    assert all(str(one.id) in found.output for one in two)
    for words in ((), ("--person", "Ingen"), ("--person", "Sara Holm", "--everybody")):
        assert portal("end-sessions", *words).exit_code == 1


def test_tidying_forgets_sessions_that_have_been_over_for_a_month(portal, a, as_):
    with time_machine.travel(datetime(2026, 3, 1, 12, tzinfo=UTC)):
        as_(a.person())
        as_(a.person("Jonas Lind", staff=True))
    with time_machine.travel(datetime(2026, 4, 2, 12, tzinfo=UTC)):
        stays = as_(a.person("Else Holm"))
        portal("tidy")

        assert stays.visit("/home").status == 200
    assert session.execute(text("SELECT count(*) FROM user_session")).scalar_one() == 1
