"""What a hostile or curious person tries: look past a shield, swap ids, replay forms, borrow a link."""

import re

import pytest

from portal.access.actor import Role
from portal.cases.models import Custody, Invitation, Membership
from portal.db.session import session
from portal.mapping.models import MapEntry
from portal.plan import queries as plan_queries
from portal.plan import service as plan
from tests.browser import Browser
from tests.cases.test_hide import plain
from tests.network.around import at, carried_over, invite, name_else, say_yes
from tests.plan.conftest import FIELDS, Family


@pytest.fixture
def family(app, a):
    """Sara and Jonas, mormor Else, and Karin."""
    karin = a.caseworker()
    case = a.case(caseworker=karin)
    sara, jonas = a.member(case), a.member(case, "Jonas Lind", relation="far")
    return Family(case, karin, sara, jonas, a.member(case, "Else Holm", Role.NETWORK_PERSON))


@pytest.fixture
def apart(a, family):
    """The same family, where nothing of Sara may reach Jonas."""
    a.shield(family.case, protected=family.sara, hidden_from=family.jonas)
    return family


@pytest.fixture
def invited(app, a, family):
    """Sara has invited Bente, to whom everybody said yes; the person named, and the link."""
    bente = name_else(family.case, family.sara, "Bente")
    say_yes(app, family.case, bente, family.karin, family.sara, family.jonas)
    return bente, invite(app, family.case, bente, family.sara)


def token(browser, family=None):
    path = f"/cases/{family.case.id}/" if family else "/home"
    return re.search(r'name="csrf_token" value="([^"]+)"', browser.visit(path).says)[1]


def suggests(family, who, agreement, words):
    current = plan_queries.find_agreement(family.as_actor(who), agreement.id)
    wanted = plan.Wanted("Derfor.", {**FIELDS, "words": words})
    made = plan.propose_change(family.as_actor(who), current, wanted, current.revision)
    session.commit()
    return made.id


def pages(browser, family, *parts):
    return [plain(browser.visit(f"/cases/{family.case.id}{part}").says) for part in parts]


def test_somebody_a_hidden_mother_named_and_who_has_not_come_is_not_named_to_the_father(a, as_, apart):
    seat = session.merge(a.named_seat(apart.case, "Bente", Role.NETWORK_PERSON, "farmor"))
    seat.invited_by_id = apart.sara.id
    session.commit()
    bound = [seat.id, apart.seat(apart.jonas).id]
    plan.propose_agreement(apart.as_actor(apart.karin), {**FIELDS, "words": "Nogen henter."}, bound)
    apart.send_out()

    shown = pages(as_(apart.jonas), apart, "/plan", "/plan/approve", "/members", "/plan/propose")

    assert [part for part in shown if "Bente" in part] == []


def test_the_fathers_story_tells_nothing_of_suggestions_to_a_text_hidden_from_him(as_, apart):
    hers = apart.agrees_on("Hos Else.", apart.sara)
    before = pages(as_(apart.jonas), apart, "/story")

    suggests(apart, apart.karin, hers, "Hos Else om fredagen.")

    assert pages(as_(apart.jonas), apart, "/story") == before


def test_a_shielded_mothers_words_do_not_reach_the_father_when_the_caseworker_takes_them_in(as_, apart):
    shared = apart.agrees_on("Emil sover ude.", apart.karin, by=apart.karin)
    hers = suggests(apart, apart.sara, shared, "KANARIE hos Else.")

    as_(apart.karin).visit(f"{apart.place}/suggestions/{hers}/take-in").send()

    assert "KANARIE" not in "".join(pages(as_(apart.jonas), apart, "/plan", "/"))


@pytest.mark.parametrize("act", ["agrees_on", "says_yes"])
def test_a_father_cannot_tell_from_the_plan_what_a_mother_hidden_from_him_writes_or_answers(as_, apart, act):
    apart.agrees_on("Vi ringer.", apart.karin, apart.jonas, by=apart.karin)
    apart.send_out()
    apart.says_yes(apart.karin, apart.jonas)
    before = pages(as_(apart.jonas), apart, "/plan", "/plan/approve", "/", "/story")

    apart.agrees_on("KANARIE", apart.sara) if act == "agrees_on" else apart.says_yes(apart.sara)

    assert pages(as_(apart.jonas), apart, "/plan", "/plan/approve", "/", "/story") == before


def test_what_a_shielded_mother_writes_and_sends_leaves_the_fathers_pages_as_they_were(a, as_, apart):
    parts = ("/", "/map", "/story", "/members", "/plan", "/network", "/plan/propose", "/map/add/works")
    before = pages(as_(apart.jonas), apart, *parts)

    hers = a.entry(apart.case, apart.sara, "KANARIE")
    a.remark(apart.case, apart.karin, hers, "KANARIE")
    name_else(apart.case, apart.sara, "Bente")
    apart.agrees_on("KANARIE", apart.sara)
    as_(apart.sara).visit(f"/cases/{apart.case.id}/send").send()

    assert pages(as_(apart.jonas), apart, *parts) == before


@pytest.mark.parametrize("beside", ["remark", "suggestion"])
def test_words_beside_words_that_were_hidden_are_missing_too(a, as_, family, beside):
    hers = family.agrees_on("Hos Else.", family.sara)
    said = suggests(family, family.karin, hers, "KANARIE")
    if beside == "remark":
        said = a.remark(family.case, family.karin, session.merge(hers), "KANARIE").id
    as_(family.sara).visit(f"/cases/{family.case.id}/said/{hers.id}/hide").send()

    assert as_(family.jonas).visit(f"/cases/{family.case.id}/said/{said}/remark").status == 404


def test_a_newcomer_does_not_read_what_was_said_beside_the_plan_before_the_day_of_joining(a, as_, family):
    agreement = family.has_a_plan("Emil sover hos Else.")
    a.remark(family.case, family.jonas, session.merge(agreement), "KANARIE fra før")

    omar = a.member(family.case, "Omar Ali", relation="stedfar")

    page = as_(omar).visit(family.place).says
    assert "Emil sover hos Else." in page
    assert "KANARIE" not in page


def test_the_list_of_cases_names_only_the_children_a_parent_has_custody_of(a, as_):
    case, other = a.case("Emil", "Ida"), a.case("Bo", caseworker=a.caseworker("Mia Toft"))
    jonas = a.member(case, "Jonas Lind", relation="far")
    a.member(other, "Jonas Lind", person=jonas)
    session.query(Custody).filter_by(child_id=a.child(case, "Ida").id).delete()
    session.commit()

    assert "Ida" not in as_(jonas).visit("/home").text


def test_a_network_person_does_not_meet_others_of_the_network(a, as_, family):
    other = a.named_seat(family.case, "Bente", Role.NETWORK_PERSON, "nabo")

    page = as_(family.else_).visit(f"/cases/{family.case.id}/members/{other.id}/link")

    assert page.status == 404


def test_who_only_looked_at_an_invitation_cannot_use_anothers_yes(app, a, invited):
    curious, guest = Browser(app), Browser(app)
    curious.visit(invited[1]).send()
    guest.visit(invited[1]).send().follow().send()

    per = a.person("Per Vang")
    thief = carried_over(app, curious, per)

    thief.post("/invitation/join", csrf_token=token(thief))

    assert session.query(Membership).filter_by(person_id=per.id).count() == 0


def test_who_only_looked_at_an_invitation_cannot_say_no_for_the_one_who_said_yes(app, invited):
    letter = Browser(app).visit(invited[1]).send().follow()
    Browser(app).visit(invited[1]).send().follow().send()

    letter.send("/invitation/no")

    assert session.query(Invitation).filter(Invitation.declined_at.is_not(None)).count() == 0


def test_an_opened_letter_cannot_be_read_after_it_is_taken_back(app, as_, family, invited):
    phone = Browser(app)
    phone.visit(invited[1]).send()

    as_(family.sara).visit(at(family.case, invited[0])).send("/take-invitation-back")

    assert phone.visit("/invitation").status == 410


def test_other_words_under_a_key_that_was_used_are_not_thrown_away(as_, family):
    page = as_(family.sara).visit(f"/cases/{family.case.id}/map/add/works")
    page.send(audience="in_case", category="strength", words="Først.")

    page.send(audience="in_case", category="strength", words="Noget helt andet.")

    assert session.query(MapEntry).count() == 2


def test_a_draft_from_before_the_text_moved_does_not_write_over_it_unseen(as_, family):
    agreement = family.agrees_on("Første ord.", family.sara)
    place = f"{family.place}/{agreement.id}/reword"
    saras = as_(family.sara)
    saras.post("/drafts", csrf_token=token(saras, family), place=place, words="Mit udkast.", seen="1")
    wish = suggests(family, family.karin, agreement, "De nye ord.")
    saras.visit(f"{family.place}/suggestions/{wish}/take-in").send()

    page = saras.visit(place)

    assert "De nye ord." in page.says or page.send().status == 409


@pytest.mark.parametrize("more", [{"place": "//["}, {"once": "a\x00"}])
def test_a_draft_with_odd_plumbing_breaks_nothing(as_, family, more):
    saras, told = as_(family.sara), {"place": f"/cases/{family.case.id}/map/add/works"} | more

    assert saras.post("/drafts", csrf_token=token(saras, family), **told).status < 500


def test_throwing_a_draft_away_leads_to_no_other_host(as_, family):
    saras = as_(family.sara)

    page = saras.post("/drafts/throw-away", csrf_token=token(saras, family), place="////cases/open")

    assert not (page.response.location or "").startswith("//")


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_no_id_of_another_family_opens_or_moves_anything(app, a, as_, family):
    other = a.case("Bo", caseworker=a.caseworker("Mia Toft"))
    lis, child = a.member(other, "Lis Berg"), a.child(other, "Bo")
    theirs = [one.id for one in (a.entry(other, lis), name_else(other, lis), a.seat(other, lis), child)]
    rules = [rule.rule for rule in app.url_map.iter_rules() if len(rule.arguments - {"column"}) == 2]
    assert len(rules) > 15
    for browser in (as_(family.sara), as_(family.karin), as_(family.else_)):
        key = token(browser, family)
        for rule in rules:
            here = rule.replace("<uuid:case_id>", str(family.case.id))
            for path in (re.sub("<uuid:[^>]+>", str(one), here) for one in theirs):
                assert {browser.visit(path).status, browser.post(path, csrf_token=key).status} <= {404, 405}


def test_a_form_by_hand_names_no_reader_audience_or_kind_that_was_not_offered(a, as_, family):
    lis = a.member(a.case("Bo", caseworker=a.caseworker("Mia Toft")), "Lis Berg")
    told = {"category": "strength", "words": "x", "audience": "in_case"}
    for who, more in [
        (family.sara, {"audience": "us_here", "readers": str(lis.id)}),
        (family.karin, {"audience": "only_me"}),
        (family.sara, {"category": "danger_statement"}),
    ]:
        browser = as_(who)
        place = f"/cases/{family.case.id}/map/add/works"
        assert browser.post(place, csrf_token=token(browser, family), **(told | more)).status == 200
    assert session.query(MapEntry).count() == 0
