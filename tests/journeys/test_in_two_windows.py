"""Sara and Jonas word the same thing at the same time, each on a phone: both see both, nothing is lost."""

import pytest

from tests.journeys.visitor import Visitor

pytestmark = pytest.mark.browser
RULE = "Vi spiser sammen ved bordet om søndagen."
HERE = f"article:has-text('{RULE[:24]}')"


def presses_and_is_told(person: Visitor, words: str) -> Visitor:
    """The answer is no page like others, and Chromium says so in its console."""
    person.page.get_by_role("button", name=words).click()
    person.page.get_by_role("alert").wait_for()
    person.said = [line for line in person.said if "status of 409" not in line]
    return person.looks()


def test_two_word_the_same_thing_in_two_windows(own_portal, visitor):
    sara, jonas = visitor(own_portal, "words-sara", 375), visitor(own_portal, "words-jonas", 375)
    sara.opens().signs_in("Sara Holm").presses("Vores sikkerhedsplan").presses("Foreslå en ny aftale")
    sara.chooses("Sara").writes("Hvad gør I?", RULE).writes("Hvornår?", "kl. 18")
    sara.presses("Send forslag").reads(RULE)

    jonas.opens().signs_in("Jonas Lind").presses("Vores sikkerhedsplan")
    jonas.presses("Foreslå en ændring", inside=HERE).chooses("At der skal stå noget andet")
    jonas.writes("Hvorfor?", "Jeg har træning til kl. 18.").writes("Hvornår?", "kl. 19")
    sara.presses("Ret mine ord", inside=HERE).writes("Hvornår?", "kl. 17").presses("Gem mine ord")

    presses_and_is_told(jonas, "Send forslag").reads("Teksten er ikke den samme, som da du begyndte")
    jonas.reads("kl. 18").reads("kl. 17").reads("Lad det stå, som det er nu")
    assert jonas.page.get_by_label("Hvornår?").first.input_value() == "kl. 19"
    assert jonas.page.get_by_label("Hvorfor?").input_value() == "Jeg har træning til kl. 18."
    jonas.presses("Send forslag").reads("Du har sendt dit forslag.")

    sara.presses("Fællesplan").presses("Vores sikkerhedsplan").presses("Tag forslaget ind", inside=HERE)
    sara.reads("kl. 19").presses("Tag forslaget ind", inside="main")
    sara.reads("Forslaget er nu en del af det, vi skriver.")
