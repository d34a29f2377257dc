"""Ole's pages: a ruler is begun, written, looked at, mended and published. He meets no family."""

from datetime import date

import pytest
from sqlalchemy import func, select

from portal.db.clock import now, on_the_wall
from portal.db.session import session
from portal.ruler import queries, service
from portal.ruler.models import RulerChoice, RulerDraft, RulerVersion, TextAudience
from tests.browser import signed_in_as
from tests.ruler.made import draft_of, ruler_of, used


@pytest.fixture
def ole(a, app):
    service.load_default()
    session.commit()
    return signed_in_as(app, a.person("Ole Bro", staff=True), roles=("administrator",))


def _today() -> date:
    return on_the_wall(now()).date()


def test_ole_writes_a_ruler_step_by_step_and_publishes_it(ole):
    home = ole.visit("/home")
    assert "Linealer" in home.says
    draft = ole.visit("/rulers").send("/begin", name="tre_farver").follow()
    assert "Ingen svarer på den, før den er udgivet." in draft.says

    step = ole.visit(draft.path + "/steps/2/da")
    assert "Trin 2 af 3" in step.says
    back = step.send(family_name="Ude af balance", colour="#F5C400").follow()
    assert "Det er gemt i kladden." in back.says
    ages = ole.visit(draft.path + "/preview").says
    assert "Ude af balance" in ages

    done = ole.visit(draft.path).send("/publish", on=_today().isoformat()).follow()

    assert "Den er udgivet." in done.says
    assert "Udgave 1" in done.says
    kept = ole.visit("/rulers")
    assert "I brug nu" in kept.says
    ruler = session.scalar(select(RulerVersion.ruler_id).where(RulerVersion.name == "Trivsel i tre farver"))
    ole.visit(f"/rulers/{ruler}/use").send(on=_today().isoformat())
    assert used() == "Trivsel i tre farver"
    assert session.scalar(select(func.count()).select_from(RulerChoice)) == 2


@pytest.mark.parametrize(
    ("length", "zones", "languages", "direction"),
    [
        (2, 1, ("da",), "bad_to_good"),
        (3, 3, ("da", "en"), "good_to_bad"),
        (4, 4, ("da", "en", "ar"), "bad_to_good"),
        (5, 2, ("da", "ar"), "good_to_bad"),
        (7, 4, ("da", "en", "ar"), "bad_to_good"),
        (10, 4, ("da", "ar"), "good_to_bad"),
    ],
)
def test_rulers_of_every_length_come_in_as_a_file_and_are_looked_at_by_each_audience(
    ole, length, zones, languages, direction
):
    told = ruler_of(length, zones, languages, direction)
    draft = ole.visit("/rulers/file").send(file=service.file_of(told)).follow()
    assert "Hvert trin har alle tekster" in draft.says

    for language in languages:
        page = ole.visit(f"{draft.path}/preview?language={language}")
        steps = page.response.html.select("ol.as-read > li")
        assert len(steps) == 3 * length
        said = [step.b.get_text() for step in steps]
        assert said == [
            f"{who} {n} {language}"
            for who in ("professional", "family", "child")
            for n in range(1, length + 1)
        ]
        counted = [step.find(class_="meta").get_text().split()[1] for step in steps[:length]]
        assert counted == [str(told.counted(place)) for place in range(1, length + 1)]
        assert {step.b["dir"] for step in steps} == {"rtl" if language == "ar" else "ltr"}
        assert len(page.response.html.select("ol.as-read .feel")) == length
    assert service.understood(ole.visit(f"{draft.path}/as-file").response.text) == told


def test_a_broken_file_comes_back_with_every_word_and_what_to_mend(ole):
    page = ole.visit("/rulers/file").send(file="key: x\nname: a: b\n")

    assert "Linje 2: Der er et kolon i teksten." in page.says
    assert page.fields["file"] == "key: x\nname: a: b"
    assert session.scalars(select(RulerDraft)).all() == []


def test_what_a_draft_lacks_stands_on_its_page_and_it_cannot_be_published(ole):
    draft = draft_of()
    page = ole.visit(f"/rulers/drafts/{draft.id}/steps/1/da").send(family_name="").follow()

    assert "Der mangler 1 ting." in page.says
    told = page.response.html.select_one("section[aria-labelledby=check] li")
    assert told.get_text() == "Trin 1 af 3, Det læser familier, Navn, Dansk: En tekst mangler."
    assert told.a["href"] == f"/rulers/drafts/{draft.id}/steps/1/da#family_name"
    assert ole.visit(told.a["href"].partition("#")[0]).response.html.find(id="family_name")
    assert "/publish" not in page.says


def test_whoever_was_second_is_told_and_keeps_the_words(ole):
    draft = draft_of()
    page = ole.visit(f"/rulers/drafts/{draft.id}/whole")
    ole.visit(f"/rulers/drafts/{draft.id}/steps/1/da").send(family_name="Først")

    late = page.send(name="Mit navn", duty_phones="Døgnvagten: 10 20 30 50")

    assert late.status == 409
    assert "En anden har ændret kladden imens." in late.says
    assert late.fields["name"] == "Mit navn"
    assert late.send().status == 303
    said = queries.says(session.get(RulerDraft, draft.id, populate_existing=True))
    assert (said.name, said.duty_phones[0].phone) == ("Mit navn", "10 20 30 50")
    assert said.steps[0].texts[TextAudience.FAMILY]["da"].name == "Først"


@pytest.mark.parametrize("role", ["caseworker", "team_leader"])
def test_rulers_are_there_for_administrators_alone(a, app, role):
    service.load_default()
    draft = draft_of()
    other = signed_in_as(app, a.person("Ulla Lund", staff=True), roles=(role,))

    for path in ("/rulers", f"/rulers/drafts/{draft.id}", f"/rulers/drafts/{draft.id}/as-file"):
        assert other.visit(path).status == 404
