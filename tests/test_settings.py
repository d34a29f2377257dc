"""The portal does not start with a missing or unsafe setting, and says which."""

from datetime import date, timedelta

import pytest
from cryptography.fernet import Fernet
from pydantic import ValidationError

from portal.settings import Mail, Settings, Sms
from portal.settings.opening import Opening
from tests.settings_for_tests import door, doors_told, settings_for_tests


@pytest.mark.parametrize(
    ("setting", "value", "sentence"),
    [
        ("base_url", "http://portal.example", "must begin with https"),
        ("base_url", "https://portal.example/path", "the address alone"),
        ("secret_key", "short", "at least 32"),
        ("field_keys", [], "at least one key"),
        ("field_keys", ["not a key"], "Fernet key"),
        ("staff_draft_days", 15, "less than or equal to 14"),
        ("limits", {"login": "often"}, "is no limit"),
        ("limits", {"logins": "1 per hour"}, "not permitted"),
        ("proxies", -1, "greater than or equal to 0"),
    ],
)
def test_an_unsafe_setting_is_refused(tmp_path, setting, value, sentence):
    with pytest.raises(ValidationError, match=sentence):
        settings_for_tests("sqlite://", tmp_path, **{setting: value})


def test_a_login_provider_in_the_clear_is_refused():
    with pytest.raises(ValidationError, match="reached by https"):
        door("citizen", issuer="http://broker.example")


FINE = {"host": "mail.solvig.example", "sender": "besked@solvig.example"}


@pytest.mark.parametrize(
    ("kind", "told", "sentence"),
    [
        (Mail, {**FINE, "tls": "none"}, "must be spoken to with TLS"),
        (Mail, {**FINE, "sender": "besked"}, "one mail address"),
        (Mail, {**FINE, "sender": "a@b.dk\nBcc: c@d.dk"}, "one mail address"),
        (Mail, {**FINE, "sender_name": "Safety plan"}, "tell nothing"),
        (Mail, {**FINE, "sender_name": "Solvig Kommune"}, "tell nothing"),
        (Mail, {**FINE, "sender_name": "x\nBcc: y"}, "tell nothing"),
        (Mail, {**FINE, "timeout": 60}, "less than or equal to 20"),
        (Sms, {"adapter": "http", "url": "http://sms.example/send"}, "reached by https"),
        (Sms, {"adapter": "http"}, "reached by https"),
    ],
)
def test_a_way_out_that_tells_or_leaks_is_refused(kind, told, sentence):
    with pytest.raises(ValidationError, match=sentence):
        kind(**told)


def test_a_safe_way_out_is_read_from_the_environment(tmp_path, monkeypatch):
    (tmp_path / "password").write_text("hemmelig\n")
    for name, value in {**FINE, "password_file": str(tmp_path / "password"), "user": "portal"}.items():
        monkeypatch.setenv(f"PORTAL_MAIL__{name.upper()}", value)

    told = settings_for_tests("sqlite://", tmp_path, mail=None, sms=None)
    fresh = Settings(**told.model_dump(exclude_none=True))

    assert fresh.mail is not None
    assert (fresh.mail.host, fresh.mail.tls) == ("mail.solvig.example", "starttls")
    assert fresh.mail.password is not None
    assert fresh.mail.password.get_secret_value() == "hemmelig"
    assert "hemmelig" not in repr(fresh)
    assert fresh.channels == ["mail"]


def test_keys_are_read_from_files(tmp_path, monkeypatch):
    newest, older = Fernet.generate_key().decode(), Fernet.generate_key().decode()
    (tmp_path / "keys").write_text(f"{newest}\n{older}\n")
    (tmp_path / "secret").write_text("s" * 40)
    for name, value in {
        "BASE_URL": "https://portal.example",
        "DATABASE_URL": "sqlite://",
        "PHONE": "10 20 30 40",
        "PHONE_HOURS": "9-15",
        "DUTY_PHONE": "10 20 30 41",
        "SECRET_KEY_FILE": str(tmp_path / "secret"),
        "FIELD_KEYS_FILE": str(tmp_path / "keys"),
        **doors_told(tmp_path / "secret"),
    }.items():
        monkeypatch.setenv(f"PORTAL_{name}", value)

    told = Settings()

    assert told.keys() == [newest.encode(), older.encode()]
    assert told.citizen.client_secret.get_secret_value() == "s" * 40


def test_nothing_secret_stands_in_what_is_printed(tmp_path):
    assert "only for the tests" not in repr(settings_for_tests("sqlite://", tmp_path))


def test_one_limit_is_set_by_itself_from_the_environment(tmp_path, monkeypatch):
    monkeypatch.setenv("PORTAL_LIMITS__CODE", "3 per 5 minutes; 20 per day")

    told = settings_for_tests("sqlite://", tmp_path).model_dump(exclude={"limits"}, exclude_none=True)
    limits = Settings(**told).limits

    assert limits.code == "3 per 5 minutes; 20 per day"
    assert limits.login == "240 per minute"


@pytest.mark.parametrize(
    ("hours", "on", "until"),
    [
        ("mon-fri 8-15, thu 8-17", 3, 17),
        ("man-fre 8-15", 4, 15),
        ("mandag til torsdag kl. 9-14", 0, 14),
        ("Monday to Thursday, 9:00 to 14:00", 0, 14),
    ],
)
def test_hours_are_read_as_people_write_them(hours, on, until):
    assert Opening.read(hours).hours[on][1].hour == until


@pytest.mark.parametrize("hours", ["altid", "mon-fri", "fri-mon 8-15", "mon 15-8", "mon 8-25", "xyz 8-15"])
def test_hours_that_nobody_could_keep_are_refused(tmp_path, hours):
    with pytest.raises(ValidationError, match="mon-fri 8-15, thu 8-17"):
        settings_for_tests("sqlite://", tmp_path, phone_open=hours)


@pytest.mark.parametrize("days", ["24-12", "juleaften", "2026-02-30", "12-24; 12-31", "1224", "W10-1"])
def test_closed_days_that_are_in_no_calendar_are_refused(tmp_path, days):
    with pytest.raises(ValidationError, match="06-05, 12-24, 12-31, 2027-05-07"):
        settings_for_tests("sqlite://", tmp_path, closed_days=days)


@pytest.mark.parametrize("year", [2026, 2027, 2030, 2038])
def test_easter_is_closed_whatever_the_setting_and_the_day_before_and_after_are_not(tmp_path, year):
    closed = settings_for_tests("sqlite://", tmp_path, closed_days="").closed
    maundy = {
        2026: date(2026, 4, 2),
        2027: date(2027, 3, 25),
        2030: date(2030, 4, 18),
        2038: date(2038, 4, 22),
    }
    days = [maundy[year] + timedelta(days=ahead) for ahead in range(-1, 6)]

    assert [closed.holds(day) for day in days] == [False, True, True, False, True, True, False]
    assert not closed.holds(date(year, 12, 24))
