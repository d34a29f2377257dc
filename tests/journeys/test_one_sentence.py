"""The shortest whole way: a parent writes, the caseworker answers, the parent hides own words again."""

import pytest

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
def test_a_mother_writes_a_caseworker_answers_and_the_mother_hides_it(own_portal, visitor, scripts):
    sara = visitor(own_portal, "gate-sara", 375, scripts=scripts).opens().signs_in("Sara Holm")
    sara.reads("Emil").presses("Kortet").presses("Skriv, hvad der virker")
    sara.chooses("I sagen").chooses("Det, vi er gode til").writes(
        "Hvad fungerer godt?", "Vi spiser sammen om søndagen."
    )
    sara.presses("Gem mine ord").reads("Vi spiser sammen om søndagen.")
    sara.presses("Skriv, hvad der bekymrer dig").chooses("I sagen").chooses("Det, der er sket")
    sara.writes("Hvad bekymrer?", "I går sov Emil ikke, før klokken var elleve.").writes(
        "Hvornår var det?", "I går"
    )
    sara.writes("Hvad gjorde det ved barnet?", "Emil var træt hele dagen.").presses("Gem mine ord")
    sara.presses("Min side").presses("Send det, du har skrevet").presses("Send til Karin").reads("Karin")

    karin = (
        visitor(own_portal, "gate-karin", 1280, scripts=scripts).opens().signs_in("Karin Bech", door="staff")
    )
    karin.reads("Emil").presses("Svar Emil").reads("I går sov Emil ikke")
    karin.presses("Svar", inside="li:has-text('I går sov Emil ikke')").chooses("Spørgsmål")
    karin.writes("Dine ord", "Hvad hjalp, da Emil faldt i søvn?").presses("Send mit svar")

    sara.presses("Kortet").reads("Hvad hjalp, da Emil faldt i søvn?")
    sara.presses("Skjul mine ord", inside="li:has-text('Vi spiser sammen')").presses("Skjul mine ord")
    sara.reads("Skjult for de andre")
    karin.opens(sara.address().partition("#")[0]).does_not_find("Vi spiser sammen om søndagen.")
    sara.presses("Log ud")
