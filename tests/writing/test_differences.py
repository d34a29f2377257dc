"""What is new between two wordings, word by word."""

from random import Random

from portal.writing.differences import ADDED, REMOVED, differences


def pieces(before, after):
    return [(piece.kind, piece.text) for piece in differences(before, after).pieces]


def test_what_is_new_is_told_word_by_word():
    assert pieces("Emil sover hos Else.", "Emil sover hos Else om tirsdagen.") == [
        ("same", "Emil sover hos Else"),
        ("added", " om tirsdagen"),
        ("same", "."),
    ]


def test_two_words_that_are_new_are_read_together():
    assert pieces("Vi går tur hver dag.", "Vi laver mad hver dag.")[1:3] == [
        ("removed", "går tur"),
        ("added", "laver mad"),
    ]


def test_an_arabic_word_with_its_vowels_is_one_word():
    assert pieces("أمي تُحِبّ إميل", "أمي تَرى إميل")[1:3] == [("removed", "تُحِبّ"), ("added", "تَرى")]


def test_no_letter_of_either_text_is_lost():
    lot = Random(7)
    for _ in range(300):
        old, new = ("".join(lot.choices("ab -.\n", k=lot.randint(0, 20))) for _ in range(2))
        told = pieces(old, new)
        assert "".join(text for kind, text in told if kind != ADDED) == old
        assert "".join(text for kind, text in told if kind != REMOVED) == new


def test_a_text_of_one_word_again_and_again_keeps_nobody_waiting():
    found = differences("ja " * 1300, "nej " + "ja " * 1200)

    assert [piece.kind for piece in found.pieces] == [REMOVED, ADDED]
    assert not found.alike
