"""Danish and English: chosen before signing in, remembered, and never mixed on a page."""

from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from bs4 import NavigableString
from jinja2 import nodes

from portal.access.actor import Role
from portal.access.models import Contribution
from portal.db.session import session
from portal.people.models import Person
from portal.plan.models import Agreement
from portal.ruler.service import load_default
from portal.web.i18n import CATALOGUES
from tests.browser import Browser

PAGES = {
    "sara": """. map map/add/works map/add/worries ruler ruler/score/{child} network network/name plan
        plan/propose plan/approve send inquire story members""",
    "karin": """. map map/danger review review/{entry} said/{entry}/remark plan ruler members story
        members/invite-parent network""",
    "else_": ". plan plan/{agreement}/answer network/leave story",
}


def speak(browser: Browser, code: str, path: str = "/") -> None:
    """Press the language that stands at the top of a page."""
    page = browser.visit(path)
    form = next(form for form in page.response.forms.values() if form.action == "/language")
    if code != page.response.html.html["lang"]:
        assert form.submit("language", value=code).status_int == 303


@pytest.fixture(scope="module")
def danish() -> dict[str, str]:
    """What the fixed texts without holes say: English to Danish, where the two differ."""
    source = Path(CATALOGUES, "da", "LC_MESSAGES", "portal.po")
    with source.open("rb") as lines:
        texts = read_po(lines, locale="da")
    return {
        text.id: text.string
        for text in texts
        if isinstance(text.id, str) and "%(" not in text.id and text.id not in ("", text.string)
    }


def texts_on(page) -> set[str]:
    found = {
        str(text).strip()
        for text in page.response.html.find_all(string=True)
        if type(text) is NavigableString
    }
    labels = {tag["aria-label"] for tag in page.response.html.find_all(attrs={"aria-label": True})}
    return found | labels


@pytest.fixture
def family(a, as_):
    load_default()
    session.commit()
    karin = a.caseworker()
    case = a.case(caseworker=karin)
    people = {
        "karin": karin,
        "sara": a.member(case),
        "else_": a.member(case, "Else Holm", Role.NETWORK_PERSON, relation="mormor"),
    }
    browsers = {name: as_(person) for name, person in people.items()}
    seats = [a.seat(case, people[name]).id for name in ("sara", "else_")]
    known = {"entry": a.entry(case, people["sara"], "Xx").id, "child": a.child(case).id}
    browsers["sara"].visit(f"/cases/{case.id}/plan/propose").send(words="Xx", doers=seats)
    browsers["sara"].visit(f"/cases/{case.id}/ruler/score/{known['child']}").send(
        dimension="child", step="2", words="Xx", context="home"
    )
    browsers["karin"].visit(f"/cases/{case.id}/plan").send("/send-out")
    return case, browsers, known | {"agreement": session.query(Agreement).one().id}


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
@pytest.mark.parametrize("code", ["da", "en"])
def test_no_page_mixes_its_languages(family, danish, code):
    case, browsers, known = family
    foreign = set(danish.values()) - set(danish) if code == "en" else set(danish) - set(danish.values())
    for name, paths in PAGES.items():
        speak(browsers[name], code, f"/cases/{case.id}/map" if name != "else_" else f"/cases/{case.id}/plan")
        for path in paths.split():
            page = browsers[name].visit(f"/cases/{case.id}/{path.format(**known).strip('.')}")
            assert page.status == 200, path
            assert page.response.html.html["lang"] == code
            assert texts_on(page) & foreign == set(), (name, path)


@pytest.mark.parametrize("path", ["/", "/invitation/" + "x" * 43, "/signed-out", "/nowhere"])
def test_a_visitor_reads_english_before_signing_in(app, danish, path):
    visitor = Browser(app)
    speak(visitor, "en")
    page = visitor.visit(path)

    assert page.response.html.html["lang"] == "en"
    assert texts_on(page) & (set(danish.values()) - set(danish)) == set()


def test_each_language_is_offered_in_its_own_name(app):
    button = Browser(app).visit("/").response.html.find("button", attrs={"name": "language"})

    assert (button["lang"], button.get_text()) == ("en", "English")


def test_the_choice_follows_the_person_to_another_browser(a, as_):
    case = a.case()
    sara, place = a.member(case), f"/cases/{case.id}/"
    speak(as_(sara), "en", place)

    assert session.query(Person.language).filter_by(id=sara.id).scalar() == "en"
    assert as_(sara).visit(place).response.html.html["lang"] == "en"


def test_choosing_leads_back_to_the_same_page_and_nowhere_else(app):
    visitor = Browser(app)
    form = next(form for form in visitor.visit("/").response.forms.values() if form.action == "/language")

    form["next"] = "//evil.example/"

    assert form.submit("language", value="en").headers["Location"] == "/"


def test_an_unknown_language_changes_nothing(app):
    visitor = Browser(app)
    form = next(form for form in visitor.visit("/").response.forms.values() if form.action == "/language")

    visitor.post("/language", csrf_token=form["csrf_token"].value, language="tlh", next="/")

    assert visitor.visit("/").response.html.html["lang"] == "da"


def test_what_is_written_carries_the_language_of_its_page(a, as_):
    case = a.case()
    sara, place = as_(a.member(case)), f"/cases/{case.id}/map"
    speak(sara, "en", place)

    sara.visit(f"{place}/add/works").send(words="Yes.", category="strength", audience="in_case")

    assert session.query(Contribution.language).scalar() == "en"
    speak(sara, "da", place)
    said = sara.visit(place).response.html.find("p", class_="said")
    assert (said["lang"], said["dir"]) == ("en", "auto")


def test_arabic_words_stand_in_their_own_language_and_direction_on_a_danish_page(a, as_):
    case = a.case()
    amina = a.member(case, "Amina Saleh")
    entry = a.entry(case, amina, "نأكل معًا كل مساء.")
    entry = session.get(type(entry), entry.id)
    entry.language = "ar"
    session.commit()

    page = as_(amina).visit(f"/cases/{case.id}/map").response.html

    said = next(tag for tag in page.find_all("p", class_="said") if "نأكل" in tag.get_text())
    assert (said["lang"], said["dir"], page.html["dir"]) == ("ar", "auto", "ltr")


def test_no_file_of_macros_keeps_words_in_the_language_of_whoever_read_it_first(app):
    """A file that is imported is worked out once; only inside a macro is a text the reader's own."""
    env = app.jinja_env
    files = {name: env.parse(env.loader.get_source(env, name)[0]) for name in env.list_templates()}
    imported = {
        found.template.value
        for tree in files.values()
        for found in tree.find_all((nodes.FromImport, nodes.Import))
    }

    kept = [
        name
        for name in sorted(imported)
        for stands in files[name].body
        if isinstance(stands, nodes.Assign)
        if any(
            call.node.name in ("_", "ngettext")
            for call in stands.find_all(nodes.Call)
            if hasattr(call.node, "name")
        )
    ]

    assert imported
    assert kept == []
