"""A text gives away an address, a school or a number however it is written; and says nothing without it."""

import pytest

from portal.writing.giving_away import Kind, Protected, found_in, marked

HOME = Protected(Kind.ADDRESS, "Rønnevej 3, 4200 Slagelse")
SCHOOL = Protected(Kind.SCHOOL, "Skovbrynet Skole")
NUMBER = Protected(Kind.PHONE, "12 34 56 78")
GRANDMOTHER = Protected(Kind.NAME, "Else Holm")


@pytest.mark.parametrize(
    ("protected", "text", "shown"),
    [
        (HOME, "Vi bor på RØNNEVEJ nu.", "RØNNEVEJ"),
        (HOME, "Vi bor ved Roennevejens ende.", "Roennevejens"),
        (HOME, "Jeg så dem i slagelse.", "slagelse"),
        (HOME, "Det er på R\u00adønnevej.", "R\u00adønnevej"),
        (SCHOOL, "Han går på Skovbrynetskolen.", "Skovbrynetskolen"),
        (NUMBER, "Ring på 1234 5678.", "1234 5678"),
        (NUMBER, "Ring på 0045 1 2 3-4 5.6 7/8.", "0045 1 2 3-4 5.6 7/8"),
        (NUMBER, "Ring (+45)12-34-56-78", "45)12-34-56-78"),
        (NUMBER, "Nummeret er ١٢٣٤٥٦٧٨", "١٢٣٤٥٦٧٨"),
        (Protected(Kind.PHONE, "+45 12345678"), "12 34 56 78", "12 34 56 78"),
        (GRANDMOTHER, "Vi er hos Elses søster.", "Elses"),
        (Protected(Kind.OTHER, "det blå hus"), "De bor i det-blaa-hus.", "det-blaa-hus"),
        (Protected(Kind.PLACE, "Ry"), "De er i Ry.", "Ry"),
        (Protected(Kind.NAME, "محمد علي"), "قال محمد ذلك", "محمد"),
    ],
)
def test_a_text_gives_away_what_is_protected_however_it_is_written(protected, text, shown):
    pieces = marked(text, found_in(text, protected))

    assert [piece for piece, given in pieces if given] == [shown]
    assert "".join(piece for piece, _given in pieces) == text


@pytest.mark.parametrize(
    ("protected", "text"),
    [
        (HOME, "Vi kører 4200 meter ad vejen."),
        (SCHOOL, "Freja er glad for sin skole."),
        (NUMBER, "Mødet er den 12.03 kl. 14.30 i lokale 5678."),
        (NUMBER, "12 børn og 34 voksne spiste 56 boller, og 78 blev tilbage."),
        (GRANDMOTHER, "Ellers går det godt."),
        (Protected(Kind.PLACE, "Ry"), "Han ryger ikke."),
        (HOME, ""),
    ],
)
def test_a_text_without_it_gives_nothing_away(protected, text):
    assert found_in(text, protected) == []


def test_words_that_overlap_are_marked_once():
    text = "Skovbrynet Skole, Skovbrynet"

    assert marked(text, found_in(text, SCHOOL)) == [
        ("Skovbrynet Skole", True),
        (", ", False),
        ("Skovbrynet", True),
    ]
