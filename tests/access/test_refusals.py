"""In which order the portal refuses, and that a refusal tells a stranger nothing."""

import pytest

from portal.access.actor import Level, Role
from portal.access.models import Audience
from portal.db.session import session
from portal.history.models import Look
from portal.mapping.models import MapEntry
from tests.browser import Browser, signed_in_as


@pytest.mark.parametrize(
    "address", ["/home", "/cases/{case}/map", "/cases/{absent}/map", "/no-such-page", "/waiting"]
)
def test_to_somebody_not_signed_in_every_address_leads_to_login(app, a, address):
    case = a.case()

    page = Browser(app).visit(address.format(case=case.id, absent=a.unknown_id()))

    assert page.status == 303
    assert page.response.location.startswith("/?next=")


def test_a_missing_thing_and_another_familys_thing_answer_alike(a, as_):
    case, other = a.case(), a.case("Ida", caseworker=a.caseworker("Mia Toft"))
    sara, lis = a.member(case), a.member(other, "Lis Berg")
    theirs = a.entry(other, lis, "Noget om Ida.")

    foreign = as_(sara).visit(f"/cases/{case.id}/said/{theirs.id}/remark")
    absent = as_(sara).visit(f"/cases/{case.id}/said/{a.unknown_id()}/remark")

    assert foreign.status == absent.status == 404
    assert (
        foreign.response.body.split(b"Fejlnummer")[0][-200:]
        == absent.response.body.split(b"Fejlnummer")[0][-200:]
    )


def test_words_shielded_from_a_father_are_missing_to_him(a, as_):
    case = a.case()
    sara, jonas = a.member(case), a.member(case, "Jonas Lind", relation="far")
    a.shield(case, protected=sara, hidden_from=jonas)
    hidden = a.entry(case, sara, "Vi bor et nyt sted nu.")

    page = as_(jonas).visit(f"/cases/{case.id}/map")

    assert "nyt sted" not in page.says
    assert "Sara" not in page.says
    assert as_(jonas).visit(f"/cases/{case.id}/said/{hidden.id}/remark").status == 404


def test_a_login_too_weak_is_told_to_come_back_stronger(app, a):
    case = a.case()
    sara = a.member(case)

    page = signed_in_as(app, sara, kind="guest", case_id=case.id).visit(f"/cases/{case.id}/map")

    assert page.status == 403
    assert "Hertil skal du bruge MitID" in page.says


def test_content_for_a_fresh_login_asks_for_one(a, as_):
    case = a.case()
    sara = a.member(case)
    entry = a.entry(case, sara)
    session.merge(entry).level = Level.FRESH
    session.commit()

    assert as_(sara).visit(f"/cases/{case.id}/said/{entry.id}/hide").status == 403


def test_what_is_visible_but_not_allowed_is_refused_with_a_way_forward(a, as_):
    case = a.case()
    sara, jonas = a.member(case), a.member(case, "Jonas Lind", relation="far")
    entry = a.entry(case, sara)

    page = as_(jonas).visit(f"/cases/{case.id}/said/{entry.id}/hide")

    assert page.status == 403
    assert "10 20 30 40" in page.says


def test_one_who_has_left_is_a_stranger_at_the_next_request(a, as_):
    case = a.case()
    sara = a.member(case)
    browser = as_(sara)
    assert browser.visit(f"/cases/{case.id}/map").status == 200

    a.seat(case, sara).left_at = a.now()
    session.commit()

    assert browser.visit(f"/cases/{case.id}/map").status == 404


def test_every_look_and_every_refusal_is_kept(a, as_):
    case = a.case()
    sara, else_ = a.member(case), a.member(case, "Else Holm", Role.NETWORK_PERSON)

    as_(sara).visit(f"/cases/{case.id}/map")
    as_(else_).visit(f"/cases/{case.id}/ruler")
    as_(a.person("Per Vang")).visit(f"/cases/{case.id}/map")

    looks = session.query(Look.what, Look.outcome, Look.role).order_by(Look.created_at).all()
    assert [tuple(look) for look in looks] == [
        ("map:read", "seen", "custody_holder"),
        ("ruler:read", "refused", "network_person"),
        ("map:read", "missing", None),
    ]


def test_a_page_that_only_reads_cannot_change_anything(a, as_, monkeypatch):
    case = a.case()
    sara = a.member(case)
    monkeypatch.setattr(
        "portal.mapping.queries.entries",
        lambda actor: [
            session.add(
                MapEntry(
                    case_id=actor.case_id,
                    author_id=actor.person_id,
                    words="Sneget ind",
                    category="strength",
                    audience=Audience.IN_CASE,
                )
            )
            or session.flush()
        ],
    )

    with pytest.raises(AssertionError, match="the page broke"):
        as_(sara).visit(f"/cases/{case.id}/map")

    session.remove()
    assert session.query(MapEntry).count() == 0
