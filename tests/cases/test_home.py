"""Somebody who is signed in and part of nothing is told so, with the number to say on the phone."""

import re


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
