"""A mother shows one worry to the grandmother, looks at it through her eyes, and thinks better of it."""

import pytest

pytestmark = pytest.mark.browser
WORRY = "I nat lå Emil vågen til klokken to."


def test_a_mother_looks_as_the_grandmother_sees_it_and_withdraws_and_reads_who_has_looked(portal, visitor):
    sara = visitor(portal, "seen-as-sara", 375).opens().signs_in("Sara Holm").presses("Kortet")
    sara.presses("Skriv, hvad der bekymrer dig").chooses("Os her").chooses("Birthe")
    sara.chooses("Det, der er sket").writes("Hvad bekymrer?", WORRY).writes("Hvornår var det?", "I nat")
    sara.writes("Hvad gjorde det ved barnet?", "Emil var bange.").presses("Gem mine ord").reads(WORRY)

    sara.presses("Fællesplan").presses("Hvem der er med").presses("Se som Birthe")
    sara.presses("Det, der er delt med dig")
    sara.reads("Du ser siden, som Birthe ser den.").reads(WORRY).does_not_find("Skjul mine ord")
    birthe = visitor(portal, "seen-as-birthe", 320).opens().signs_in("Birthe Lind")
    birthe.presses("Det, der er delt med dig").reads(WORRY)

    sara.presses("Tilbage til min egen side")
    sara.presses("Skjul mine ord", inside=f"li:has-text('{WORRY}')").presses("Skjul mine ord")
    birthe.page.locator(f"li:has-text('{WORRY}')").get_by_role("link", name="Jeg ser det anderledes").click()
    birthe.page.get_by_text("Vi kan ikke finde siden").wait_for()
    birthe.said.clear()  # the browser itself says in its console that the page is not there
    birthe.looks().reads("Vi kan ikke finde siden").reads("10 20 30 40").does_not_find(WORRY)

    sara.presses("Fællesplan").presses("Hvem har kigget?")
    sara.reads("som Birthe ser det.").reads("Birthe (farmor)").reads("Vi sagde nej.")
