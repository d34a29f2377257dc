"""A CPR number is asked for where a caseworker must be sure of a parent, and compared once."""

import pytest

from tests.browser import Browser
from tests.cases.numbers import ANOTHERS, HERS, IN_ARABIC, app, citizens, family, mitid

__all__ = ["app", "citizens", "family", "mitid"]


@pytest.mark.parametrize("written", [HERS, "000000-0013", "000000 0013", IN_ARABIC])
def test_the_mother_whose_mitid_has_the_number_comes_in(family, written):
    _amina, inside = family.comes(family.link(cpr=written))

    assert inside.status == 303
    assert inside.follow().path == f"/cases/{family.case.id}/"
    assert family.mitid.scope.split() == ["openid", "mitid", "ssn"]
    assert family.invitation().cpr_fingerprint is None


def test_the_letter_says_before_the_yes_that_mitid_is_asked(family):
    letter = Browser(family.karin.app).visit(family.link(cpr=HERS)).send().follow()

    assert "CPR-nummer" in letter.says
    assert "CPR-nummer" not in Browser(family.karin.app).visit(family.link()).send().follow().says


def test_no_other_login_asks_for_it(family):
    amina, yes = family.says_yes(family.link())
    family.signs_in(amina, yes.response.location)
    assert family.mitid.scope == "openid mitid"

    amina, yes = family.says_yes(family.link(cpr=HERS))
    family.signs_in(amina, "/login/borger?next=/home")
    assert family.mitid.scope == "openid mitid"


def test_an_older_login_goes_by_mitid_once_more(family):
    amina, _yes = family.says_yes(family.link(cpr=HERS))
    family.signs_in(amina, "/login/borger?next=/home")

    again = amina.visit("/invitation/join")

    assert "/login/borger?" in again.response.location
    assert family.signs_in(amina, again.response.location).send().follow().path.startswith("/cases/")


def test_whoever_is_not_the_one_is_told_kindly_and_the_link_waits(family):
    link = family.link(cpr=ANOTHERS)
    _stranger, refused = family.comes(link)

    page = refused.follow()
    assert page.status == 403
    assert "E-CPR-MATCH" in page.says
    assert "10 20 30 41" in page.says, "the caseworker's own number"
    assert family.invitation().accepted_at is None
    assert "case.another_came" in family.events()

    family.mitid.number, family.mitid.subject = ANOTHERS, "den-rigtige"
    family.mitid.userinfo = with_uuid(family.mitid.userinfo)
    _amina, inside = family.comes(link)
    assert inside.follow().path == f"/cases/{family.case.id}/"


def with_uuid(tell):
    """Somebody else's MitID."""

    def another(said):
        tell(said)
        said["mitid.uuid"] = "7b1d2c3e-3a4d-4d68-9b52-0c6c1f4c9d22"

    return another


def test_it_can_be_tried_again_at_once_with_the_right_mitid(family):
    amina, refused = family.comes(family.link(cpr=ANOTHERS))
    assert refused.follow().links_to("/invitation")
    family.mitid.number = ANOTHERS

    yes = amina.visit("/invitation").send()

    assert family.signs_in(amina, yes.response.location).send().follow().path.startswith("/cases/")


def test_after_three_the_link_is_closed_and_karin_sees_that_it_must_be_made_anew(family):
    link = family.link(cpr=ANOTHERS, way="sms", address="12345678")
    for _time in range(2):
        assert "Linket er lukket" not in family.comes(link)[1].follow().says
    _stranger, third = family.comes(link)

    assert "Linket er lukket nu" in third.follow().says
    assert Browser(family.karin.app).visit(link).send().status == 410
    closed = family.invitation()
    again = f"{family.place}/{closed.membership_id}/invite"
    assert (closed.cpr_misses, closed.cpr_fingerprint, closed.sent_to) == (3, None, None)
    assert "case.invitation_closed" in family.events()
    assert "tre gange, så linket er lukket" in family.karin.visit(family.place).says

    anew = family.karin.visit(again).send(words="Kom.", cpr=HERS)
    link = anew.follow().response.html.find(id="link")["value"].removeprefix("https://portal.test")
    assert family.comes(link)[1].follow().path == f"/cases/{family.case.id}/"


def test_a_family_does_not_hear_why_the_link_was_closed(a, as_, family):
    link = family.link(cpr=ANOTHERS)
    for _time in range(3):
        family.comes(link)
    sara = as_(a.member(family.case))

    assert "tre gange" not in sara.visit(family.place).says
    assert "CPR" not in sara.visit(f"/cases/{family.case.id}/story").text


def test_a_mitid_without_a_number_costs_no_try(family):
    family.mitid.number = ""
    _amina, refused = family.comes(family.link(cpr=HERS))

    page = refused.follow()
    assert page.status == 403
    assert "E-INTET-CPR" in page.says
    assert "10 20 30 41" in page.says
    kept = family.invitation()
    assert (kept.accepted_at, kept.cpr_misses) == (None, 0)
    assert kept.cpr_fingerprint is not None
