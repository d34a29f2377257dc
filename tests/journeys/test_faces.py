"""Anton is eleven and has no MitID: he chooses a face on the phone of his place, and Karin reads it."""

import pytest

pytestmark = pytest.mark.browser
SAID = "Jeg kan ikke sove, når de taler højt."


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
def test_a_child_chooses_a_face_and_the_caseworker_reads_it(own_portal, visitor, scripts):
    host, port = own_portal.rsplit(":", 1)
    anton = visitor(own_portal, "anton-faces", 320, scripts=scripts)
    anton.page.goto(f"{host}:{int(port) + 1}/phone")
    anton.presses("Tag Antons telefon i hånden").writes("Din kode", "4071").presses("Gå ind")
    anton.reads("Hej Anton").presses("Sig, hvordan du har det")
    anton.chooses("meget svært").writes("Vil du fortælle hvorfor?", SAID)

    anton.presses("Gem mit svar").reads("BørneTelefonen")

    karin = visitor(own_portal, "karin-faces", 1280, scripts=scripts).opens().signs_in("Karin Bech", "staff")
    karin.page.goto(f"{own_portal}/cases/{anton.page.url.split('/')[4]}/ruler")
    karin.looks().presses("Anton", inside="main").reads(SAID)
    rikke = visitor(own_portal, "rikke-faces", 375, scripts=scripts).opens().signs_in("Rikke Nygård")
    for place in ("", "/ruler", "/map", "/plan"):
        rikke.opens(f"/cases/{anton.page.url.split('/')[4]}{place or '/'}").does_not_find(SAID)
