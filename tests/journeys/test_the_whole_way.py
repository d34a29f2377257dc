"""From a frightened parent to a safety plan in force: nine steps, three people, only what screens offer."""

import pytest

from tests.journeys.visitor import Visitor
from tests.plan.seen import today

pytestmark = pytest.mark.browser
DUTY = "Jeg henter Noah i skolen om tirsdagen, og Noah spiser hos mig."


def at_noahs(karin: Visitor) -> Visitor:
    """The page of the family, from wherever on the list of families it is named first."""
    karin.presses("Fællesplan")
    karin.page.locator('a[href^="/cases/"][href$="/"]', has_text="Noah").first.click()
    return karin.looks()


def link_shown_to(inviter: Visitor) -> str:
    return inviter.page.get_by_label("Linket").input_value()


def comes_by(guest: Visitor, link: str, person: str, yes: str) -> Visitor:
    """The envelope, the letter, MitID, and in."""
    guest.opens(link).presses("Se invitationen").presses(yes)
    guest.signs_in(person)
    return guest.reads("Er det dig?").presses("Ja, det er mig")


def opens_a_case_and_invites_the_mother(karin: Visitor) -> str:
    karin.opens().signs_in("Karin Bech", door="staff").presses("Åbn et rum")
    karin.writes("Barnets fornavn", "Noah").picks("Hvem svarer, når du er væk?", "Tom Dahl")
    karin.presses("Åbn rummet")
    karin.presses("Inviter en forælder").writes("Hvad hedder forælderen?", "Amina")
    karin.writes("Hvem er personen", "mor")
    karin.chooses("Noah")
    karin.writes("Hvad vil du sige", "Kære Amina. Vil du være med her? Så laver vi en plan sammen.")
    return link_shown_to(karin.presses("Lav invitationen"))


def maps_what_works_and_what_worries(amina: Visitor, karin: Visitor) -> None:
    amina.presses("Kortet").presses("Skriv, hvad der virker").chooses("I sagen")
    amina.chooses("Det, vi er gode til")
    amina.writes("Hvad fungerer godt?", "Vi spiser sammen hver aften.").presses("Gem mine ord")
    amina.presses("Skriv, hvad der bekymrer dig").chooses("I sagen").chooses("Det, der er sket")
    amina.writes("Hvad bekymrer?", "I mandags glemte jeg at hente Noah.").writes(
        "Hvornår var det?", "I mandags"
    )
    amina.writes("Hvad gjorde det ved barnet?", "Noah stod alene og græd.").presses("Gem mine ord")
    at_noahs(karin).presses("Kortet").presses("Skriv, hvad der kan ske")
    karin.writes("Hvem er bekymret?", "Karin og Amina")
    karin.writes("Hvad er de bekymrede for?", "At Noah står alene ved skolen, når Amina har vagt.")
    karin.writes("Hvordan kan det skade barnet", "Noah kan gå hjem alene over den store vej.")
    karin.writes("Det vil vi gerne se", "En voksen henter Noah hver dag.")
    karin.writes("Hvor længe skal vi se det?", "Tre måneder i træk")
    karin.presses("Skriv begge på kortet")
    amina.presses("Fællesplan").presses("Kortet").presses("Jeg ser det anderledes")
    amina.writes("Hvordan ser du det?", "Det er kun tirsdag, der er svær.")
    amina.presses("Sæt mine ord ved siden af")
    amina.reads("Det er kun tirsdag, der er svær.")


def scores_on_the_ruler(person: Visitor, step: str, basis: str) -> None:
    person.presses("Fællesplan")
    if person.name.startswith("karin"):
        at_noahs(person)
    person.presses("Børnelinealen").presses("Sig, hvordan du ser det nu")
    person.presses("Se alle spørgsmål på én side")
    assert person.page.locator("input[type=radio]:checked").count() == 0
    if person.page.get_by_label("Alle, der er med her").count():
        person.chooses("Alle, der er med her")
    person.page.locator("fieldset", has_text="Hvad handler det om?").locator("label.choice").first.click()
    person.chooses(step).writes("Hvad har du set eller hørt?", basis).chooses("Hjemme")
    person.presses("Gem mit svar")
    person.reads("Dit svar er gemt")


def names_else_and_everybody_says_yes(amina: Visitor, karin: Visitor) -> str:
    amina.presses("Fællesplan").presses("Netværket").presses("Tilføj en person")
    amina.writes("Hvad hedder personen?", "Else").writes("Hvem er personen for barnet?", "mormor")
    amina.chooses("Inderst")
    amina.writes("Hvad kan personen hjælpe med?", "Else kan hente Noah, når jeg har vagt.")
    amina.presses("Foreslå personen")
    amina.presses("Læs det, og svar").presses("Jeg giver lov")
    at_noahs(karin).presses("Netværket")
    karin.presses("Læs det, og svar").presses("Jeg siger ja")
    amina.presses("Fællesplan").presses("Netværket").presses("Inviter Else")
    amina.writes("Skriv med dine egne ord", "Mor, vil du være med i vores plan?")
    amina.writes("Hvad beder du personen om?", "At hente om tirsdagen.")
    return link_shown_to(amina.presses("Lav invitationen"))


def agrees_on_tuesdays(amina: Visitor, else_: Visitor, karin: Visitor) -> None:
    amina.presses("Fællesplan").presses("Vores sikkerhedsplan").presses("Foreslå en ny aftale")
    amina.chooses("Else")
    amina.writes("Hvad gør I?", DUTY).writes("Hvornår?", "kl. 14").chooses("Tirsdag")
    amina.writes("Hvor?", "Ved skolen")
    amina.writes("Hvem gør det, hvis den anden ikke kan?", "Mette, nabo").presses("Send forslag").reads(DUTY)
    else_.presses("Fællesplan").reads("Din tur").presses("Læs og svar").reads(DUTY).chooses("Ja")
    else_.presses("Send mit svar")
    amina.presses("Fællesplan").presses("Send det, du har skrevet").presses("Send til Karin")
    amina.reads("Du hører fra")
    karin.presses("Fællesplan").reads("Lovet senest").presses("Svar Noah").reads(DUTY)
    karin.presses("Svar", inside=f"li:has-text('{DUTY[:30]}')").chooses("Enig").presses("Send mit svar")


def tells_what_the_child_thinks(karin: Visitor) -> None:
    karin.presses("Skriv det ned").chooses("Barnet er enig i noget af det")
    karin.writes("Barnets egne ord", "Jeg vil gerne være hos mormor.")
    karin.writes("Hvordan er barnet hørt?", "Hjemme hos Noah, uden de voksne.").presses("Skriv det ned")


def says_yes_to_the_own_part(person: Visitor, words: str) -> None:
    person.presses("Fællesplan")
    if person.name.startswith("karin"):
        at_noahs(person)
    person.presses("Vores sikkerhedsplan").presses("Læs og svar").reads(DUTY).presses(words).reads(words)


def test_from_a_frightened_parent_to_a_plan_in_force(portal_on_postgresql, visitor):
    walk_the_whole_way(portal_on_postgresql, visitor, scripts=True)


def test_the_same_on_sqlite_without_scripts(own_portal, visitor):
    walk_the_whole_way(own_portal, visitor, scripts=False)


def walk_the_whole_way(portal, visitor, *, scripts: bool) -> None:
    karin = visitor(portal, "karin", 1280, scripts=scripts)
    amina = visitor(portal, "amina", 375, scripts=scripts)
    else_ = visitor(portal, "else", 320, scripts=scripts)

    link = opens_a_case_and_invites_the_mother(karin)
    comes_by(amina, link, "Amina Saleh", "Ja, jeg vil være med").reads("Noah").reads("Ring til Karin")
    maps_what_works_and_what_worries(amina, karin)
    scores_on_the_ruler(amina, "Bekymret", "Noah var ked af det i går.")
    scores_on_the_ruler(karin, "Bekymring", "Skolen ringede i mandags.")
    amina.presses("Fællesplan").presses("Børnelinealen").reads("Skolen ringede i mandags.")
    link = names_else_and_everybody_says_yes(amina, karin)
    comes_by(else_, link, "Else Holm", "Ja, jeg vil gerne hjælpe").reads("Amina har bedt dig være med")
    else_.does_not_find("I mandags glemte jeg")
    agrees_on_tuesdays(amina, else_, karin)

    at_noahs(karin).presses("Vores sikkerhedsplan")
    karin.presses("Send planen ud til svar")
    says_yes_to_the_own_part(amina, "Jeg siger ja til planen")
    says_yes_to_the_own_part(else_, "Jeg siger ja til det, jeg selv skal gøre")
    says_yes_to_the_own_part(karin, "Jeg godkender planen som rådgiver")
    karin.presses("Planen").presses("Se den igennem, før den begynder")
    tells_what_the_child_thinks(karin)
    karin.presses("Se den igennem, før den begynder")
    karin.writes("Hvordan blev alarmkortet givet?", "På papir.").writes(
        "Hvilken dag blev det givet?", today().isoformat()
    )
    karin.writes("Hvem fortæller barnet om planen?", "Amina").writes(
        "Hvilken dag får barnet det at vide?", today().isoformat()
    )
    karin.presses("Lad planen begynde")
    amina.presses("Fællesplan").presses("Vores sikkerhedsplan").reads("Den gælder nu")
    amina.presses("Fællesplan").presses("Det, der er sket").reads("Else").reads("kom med")
    for person in (amina, else_, karin):
        person.presses("Fællesplan").presses("Log ud")
