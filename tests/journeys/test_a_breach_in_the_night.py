"""Birthe reports at night, on a phone without scripts; in the morning Karin calls the network together."""

from datetime import timedelta

import pytest

from portal.db.clock import now, on_the_wall

pytestmark = pytest.mark.browser
WIDTHS = (320, 1280)
"""Beside the 375 that they use."""


def test_a_breach_in_the_night(portal, visitor):
    birthe = visitor(portal, "birthe-brud", 375, scripts=False)
    karin = visitor(portal, "karin-brud", 375).also_at(*WIDTHS)

    birthe.opens().signs_in("Birthe").presses("En aftale holdt ikke", inside="main").reads("Er nogen i fare?")
    birthe.writes("Hvad skete der, og hvornår?", "Emil ringede kl. 23. Der var ingen voksne hjemme.")
    birthe.presses("Send det").reads("Du har sendt det.").reads("Netværket mødes senest").reads("tilbage.")

    karin.opens().signs_in("Karin Bech", door="staff").reads("Nogen har skrevet, at en aftale ikke holdt.")
    karin.presses("Læs og svar", inside="section[aria-labelledby=urgent]").presses("Åbn den")
    karin.reads("Der var ingen voksne hjemme.").presses("Kald dem sammen nu").reads("De er kaldt sammen.")
    finds_a_time(karin)
    karin.opens("/waiting").presses("Læs og svar", inside="section[aria-labelledby=urgent]")
    karin.presses("Åbn den").reads("Uret stopper, når de mødes.").presses("Skriv, hvad vi gør nu")
    karin.writes("Hvad gør vi nu?", "Birthe henter Emil, til vi har talt sammen.")
    karin.presses("Send svaret").reads("Birthe henter Emil").reads("Netværket mødes")

    birthe.presses("Min side").reads("Netværket mødes").presses("En aftale holdt ikke", inside="main")
    birthe.presses("Aftaler, der ikke holdt").presses("Åbn den").reads("Birthe henter Emil")
    looks_again(visitor(portal, "birthe-bredder", 375).also_at(*WIDTHS))


def finds_a_time(karin):
    """Whom she called together is asked to come already."""
    tomorrow = on_the_wall(now() + timedelta(days=1)).date().isoformat()
    karin.presses("Find en tid til mødet").writes("Hvad skal I tale om?", "Hvad vi gør nu.")
    karin.writes("Hvilken dag?", tomorrow).writes("Hvornår begynder det?", "16:00")
    karin.writes("Hvor mødes I?", "Hos Birthe").presses("Indkald til mødet").reads("Birthe")


def looks_again(birthe):
    """The pages she used without scripts, at each width: without scripts nothing can be measured."""
    birthe.opens().signs_in("Birthe").presses("En aftale holdt ikke", inside="main")
    birthe.presses("Aftaler, der ikke holdt").presses("Åbn den")
