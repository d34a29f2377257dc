"""The parents of Freja live apart, and one must not know where: both say yes, and neither meets the other."""

import pytest

from tests.journeys.visitor import Visitor

pytestmark = pytest.mark.browser
OF_LOUISE = ("Louise", "Solbjerg", "Signe", "moster", "Storm", "(mor)")
NUMBER = "20 40 60 80"
OF_MARTIN = ("20 40 60 80", "20406080")
PLACES = ("", "/plan", "/plan/approve", "/network", "/map", "/members", "/plan/versions", "/plan/week")


def goes_everywhere(one: Visitor, case: str, unmet: tuple[str, ...]) -> Visitor:
    """Every page that tells of others says nothing of these."""
    for place in PLACES:
        one.page.goto(f"{one.portal}{case}{place}")
        found = [word for word in unmet if word in one.page.content()]
        assert found == [], f"{one.name} finds {found} at {place}"
    return one


def test_both_say_yes_and_neither_meets_the_other(own_portal, visitor):
    martin = visitor(own_portal, "apart-martin", 320, scripts=False).opens().signs_in("Martin Højvang")
    louise = visitor(own_portal, "apart-louise", 375).opens().signs_in("Louise")
    tom = visitor(own_portal, "apart-tom", 1280).opens().signs_in("Tom Dahl", door="staff")

    martin.page.goto(f"{own_portal}/my-messages")
    martin.chooses("Sms").page.locator("[name=address]").fill(NUMBER)
    martin.presses("Gem mit valg").opens("/home").reads("Planen er klar")
    case = martin.address().rstrip("/")
    martin.presses("Læs og svar").presses("Jeg siger ja til planen")
    goes_everywhere(martin, case, OF_LOUISE)

    goes_everywhere(louise, case, OF_MARTIN)

    tom.opens(f"{case}/plan").presses("Se den igennem, før den begynder").reads("Martin").reads("Louise")
    tom.does_not_find("har ikke sagt ja").reads("Skriv først ned, hvad barnet synes.")
