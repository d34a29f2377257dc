"""Karin calls a meeting; Sara answers on her phone; it moves, and then it is cancelled."""

from datetime import timedelta

import pytest

from portal.db.clock import now, on_the_wall

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
def test_a_meeting_from_the_call_to_the_cancelling(own_portal, visitor, scripts):
    karin = visitor(own_portal, "karin-moeder", 1280, scripts=scripts)
    sara = visitor(own_portal, "sara-moeder", 375, scripts=scripts)
    jonas = visitor(own_portal, "jonas-moeder", 320, scripts=scripts)
    day = on_the_wall(now()).date() + timedelta(days=3)

    karin.opens().signs_in("Karin Bech", door="staff")
    karin.presses("Emil", inside="section[aria-labelledby=mine]").presses("Møder")
    karin.presses("Indkald til et møde")
    karin.presses("Indkald til mødet").reads("Vælg, hvem der skal med")
    karin.chooses("Sara").chooses("Jonas").writes("Hvad skal I tale om?", "Hvordan aftenerne går.")
    karin.writes("Hvilken dag?", day.isoformat()).writes("Hvornår begynder det?", "14:30")
    karin.writes("Hvor mødes I?", "Biblioteket, lokale 4. Gå ind fra gården.").presses("Indkald til mødet")
    karin.reads("Mødet er indkaldt.")

    sara.opens().signs_in("Sara").presses("Læs det, og svar").presses("Jeg giver lov").presses("Fællesplan")
    sara.reads("Du er inviteret til et møde").reads("Biblioteket, lokale 4.")
    sara.presses("Læs og svar").chooses("Jeg vil gerne have et andet tidspunkt")
    sara.writes("Dine ord", "Jeg har fri kl. 16.").presses("Send mit svar").reads("vil gerne en anden tid")
    sara.presses("Skriv, hvad du vil tale om").writes(
        "Hvad vil du gerne tale om?", "Hvem henter om fredagen?"
    )
    sara.presses("Sæt mine ord på mødet").reads("Hvem henter om fredagen?")

    jonas.opens().signs_in("Jonas").presses("Læs det, og svar").presses("Jeg giver lov").presses("Fællesplan")
    jonas.presses("Læs og svar").chooses("Jeg kommer").presses("Send mit svar")
    jonas.reads("kommer").reads("Hvem henter om fredagen?")

    karin.presses("Møder").presses("Åbn mødet").reads("Jeg har fri kl. 16.").presses("Flyt mødet")
    karin.writes("Hvornår begynder det?", "16:00").presses("Flyt mødet").reads("Mødet er flyttet.")
    sara.presses("Fællesplan").reads("Mødet er flyttet. Kan du komme?").reads(
        "kl.\N{NO-BREAK SPACE}16.00 til\N{NO-BREAK SPACE}17.00"
    )
    sara.presses("Læs og svar").chooses("Jeg kommer").presses("Send mit svar")

    karin.presses("Aflys mødet").writes("Hvorfor er det aflyst?", "Jeg er desværre syg.").presses(
        "Aflys mødet"
    )
    jonas.presses("Fællesplan").reads("er aflyst").presses("Læs hvorfor").reads("Jeg er desværre syg.")
    jonas.presses("Møder").reads("Aflyst")
