"""Karin asks before a meeting; three grown-ups answer under seal, the meeting opens it, and they disagree."""

import pytest

pytestmark = pytest.mark.browser


def answers(person, step: str, words: str) -> None:
    """One question after the other, on a phone without scripts."""
    person.presses("Sig, hvordan du ser det nu").chooses("Hvordan har Emil det").presses("Videre")
    person.chooses(step).presses("Videre").chooses("Alle, der er med her").presses("Videre")
    person.writes("Hvad har du set eller hørt?", words).presses("Videre").chooses("Hjemme").presses("Videre")
    person.presses("Videre").presses("Videre").presses("Videre").reads("Læs det igennem")
    person.presses("Gem mit svar").reads("Dit svar er gemt")


def test_three_answer_alone_the_meeting_opens_and_the_disagreement_stands(own_portal, visitor):
    karin = visitor(own_portal, "karin-segl", 1280)
    sara = visitor(own_portal, "sara-segl", 375, scripts=False)
    jonas = visitor(own_portal, "jonas-segl", 320, scripts=False)
    karin.opens().signs_in("Karin Bech", door="staff")
    karin.presses("Emil", inside="section[aria-labelledby=mine]").presses("Børnelinealen")
    karin.presses("Vis alle svar").presses("Bed nogen om at svare").chooses("Før et møde")
    karin.chooses("Sara").chooses("Jonas").chooses("Karin").presses("Spørg dem").reads("De er spurgt nu")

    sara.opens().signs_in("Sara").presses("Børnelinealen")
    answers(sara, "Det går godt", "Emil sov hele ugen.")
    jonas.opens().signs_in("Jonas").presses("Børnelinealen").reads("har svaret")
    jonas.does_not_find("Emil sov hele ugen.")
    answers(jonas, "Bekymret", "Emil spurgte, om han må blive hjemme.")
    karin.page.reload()
    karin.does_not_find("Emil sov hele ugen.").presses("Vis alle svar").presses("Se svarene")
    karin.reads("mellem trin 1, I trivsel, og trin 3, ").presses("Vi ser det forskelligt")
    karin.writes("Hvad ser I forskelligt på?", "Sara ser 1. Jonas ser 3.").presses("Gem")

    sara.opens("/home").presses("Børnelinealen").presses("Se svarene").reads("Sara ser 1. Jonas ser 3.")
    sara.reads("Emil spurgte, om han må blive hjemme.")
    sara.opens("/home").presses("Vores sikkerhedsplan").reads("Vi ser det forskelligt")
    sara.reads("Sara ser 1. Jonas ser 3.").reads("Jonas: Trin 3 af 5: Bekymret")
