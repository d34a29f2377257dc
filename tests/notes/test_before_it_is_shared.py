"""Before anything is written where the family reads, a professional is shown the other way, words and all."""

import pytest

from portal.db.session import session
from portal.history.models import Event
from portal.mapping.models import MapEntry
from portal.ruler.service import load_default
from portal.writing import drafts
from portal.writing.models import Draft

ASKS = "Handler det om mistanke om vold eller overgreb?"
WORDS = "KANARIE Emil sagde, at far slår."


@pytest.fixture
def pages(family) -> list[str]:
    load_default()
    session.commit()
    entry = family.a.entry(family.case, family.sara)
    child = family.a.child(family.case)
    return [
        family.at("map", "add", "worries"),
        family.at("map", "danger"),
        family.at("ruler", "score", child.id),
        family.at("review", entry.id),
    ]


def test_a_caseworker_is_asked_on_every_page_where_the_family_will_read_and_a_parent_on_none(
    family, as_, pages
):
    karin, sara = as_(family.karin), as_(family.sara)

    assert [ASKS in karin.visit(page).says for page in pages] == [True] * 4
    assert [
        ASKS in sara.visit(page).says for page in pages if "review" not in page and "danger" not in page
    ] == [False] * 2


def carried(page, **words):
    """Press the quiet button instead of the big one."""
    form = page.form(*words)
    for name, said in words.items():
        form[name] = said
    fields = dict(form.submit_fields()) | {"place": page.path}
    return page.browser.post(page.path.split("/map")[0].split("/review")[0] + "/notes/carry", **fields)


def test_the_words_come_along_and_nothing_of_them_is_shared(family, as_, pages):
    before = session.query(Event).count()
    page = as_(family.karin).visit(pages[0])

    answer = carried(page, words=WORDS)

    assert answer.status == 303
    assert answer.follow().fields["words"] == WORDS
    assert session.query(MapEntry).filter_by(author_id=family.karin.id).count() == 0
    assert session.query(Event).count() == before
    assert session.query(Draft).one().person_id == family.karin.id


def test_what_was_drafted_on_the_map_is_left_there_for_nobody_to_send(family, as_, pages):
    drafts.keep(family.karin.id, pages[0], {"words": [WORDS]}, family.case.id)
    session.commit()
    browser = as_(family.karin)

    carried(browser.visit(pages[0]), words=WORDS)

    assert browser.visit(pages[0]).fields["words"] == ""
    assert browser.visit(family.at("notes", "write")).fields["words"] == WORDS


def test_a_note_already_begun_is_not_lost_and_both_sentences_of_a_danger_come(family, as_, pages):
    browser = as_(family.karin)
    begun = {"words": ["Begyndt i går."], "heard_from": ["Læreren"]}
    drafts.keep(family.karin.id, family.at("notes", "write"), begun, family.case.id)
    session.commit()

    page = carried(browser.visit(pages[1]), danger="Far slår.", goal="Ingen slår.").follow()

    assert page.fields["words"] == "Begyndt i går.\n\nFar slår.\n\nIngen slår."
    assert page.fields["heard_from"] == "Læreren"


def test_a_parent_carries_nothing_anywhere(family, as_, pages):
    page = as_(family.sara).visit(pages[0])

    assert carried(page, words=WORDS).status == 403

    assert session.query(Draft).count() == 0
