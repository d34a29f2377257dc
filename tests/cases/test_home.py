"""Somebody who is signed in and part of nothing is told so, with the number to say on the phone; who is part
of a family finds the ways on from its page."""

import re

from portal.access.actor import Role


def test_who_has_no_case_is_told_the_number_and_whom_to_call(a, as_):
    page = as_(a.person("Per Vang")).visit("/home")

    assert "Vi fandt ikke noget til dig endnu" in page.says
    assert re.search("Fejlnummer: E-INGEN-SAG [0-9a-f]{8}\\.", page.says)
    assert 'href="tel:10203040"' in page.says


def test_who_has_a_case_never_meets_that_number(a, as_):
    kim = a.person("Kim Engsig")
    for child in ("Emil", "Freja"):
        a.member(a.case(child), person=kim)

    assert "E-INGEN-SAG" not in as_(kim).visit("/home").says


def test_six_ways_on_stand_at_once_and_the_rest_behind_one_word(a, as_):
    karin = a.caseworker()
    case = a.case(caseworker=karin)
    for person in (a.member(case), a.member(case, "Else Holm", Role.NETWORK_PERSON), karin):
        page = as_(person).visit(f"/cases/{case.id}/").response.html
        ways = page.find("nav", attrs={"aria-labelledby": "more"})
        folded = ways.find("details")

        assert len(ways.find("ul").find_all("a")) == 6
        assert folded.summary.get_text(strip=True) == "Mere"
        assert "Det, der er sket" in folded.get_text()
