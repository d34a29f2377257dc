"""Birthe reports at night, on a phone without scripts; in the morning Karin calls the network together."""

import pytest

pytestmark = pytest.mark.browser


def test_a_breach_in_the_night(portal, visitor):
    birthe = visitor(portal, "birthe-brud", 375, scripts=False)
    karin = visitor(portal, "karin-brud", 375)

    birthe.opens().signs_in("Birthe").presses("En aftale holdt ikke", inside="main").reads("Er nogen i fare?")
    birthe.writes("Hvad skete der, og hvornår?", "Emil ringede kl. 23. Der var ingen voksne hjemme.")
    birthe.presses("Send det").reads("Du har sendt det.").reads("Netværket mødes senest")

    karin.opens().signs_in("Karin Bech", door="staff").reads("Nogen har skrevet, at en aftale ikke holdt.")
    karin.presses("Læs og svar", inside="section[aria-labelledby=urgent]").presses("Åbn den")
    karin.reads("Der var ingen voksne hjemme.").presses("Kald dem sammen nu").reads("De er kaldt sammen.")
    karin.presses("Skriv, hvad vi gør nu").writes("Hvad gør vi nu?", "Vi mødes hos Birthe kl. 16.")
    karin.presses("Send svaret").reads("Den fik svar")

    birthe.presses("Min side").presses("En aftale holdt ikke", inside="main")
    birthe.presses("Aftaler, der ikke holdt").presses("Åbn den").reads("Vi mødes hos Birthe kl. 16.")
