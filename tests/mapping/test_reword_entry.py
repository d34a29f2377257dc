"""Authors change own words, nobody loses any, and nobody changes another's."""

from portal.db.session import session
from portal.mapping.models import MapEntry
from portal.writing.models import EarlierWording


def reword(case, entry):
    return f"/cases/{case.id}/map/{entry.id}/reword"


def test_an_author_changes_own_words_and_the_earlier_ones_are_kept(a, as_):
    case = a.case()
    sara = a.member(case)
    entry = a.entry(case, sara, "Vi spiser sammen.")

    answer = as_(sara).visit(reword(case, entry)).send(words="Vi spiser sammen hver aften.")

    assert answer.status == 303
    assert session.query(MapEntry.words, MapEntry.revision).one() == ("Vi spiser sammen hver aften.", 2)
    assert session.query(EarlierWording).one().fields == {"words": "Vi spiser sammen.", "language": "da"}


def test_two_phones_of_one_person_lose_no_words(a, as_):
    case = a.case()
    sara = a.member(case)
    entry = a.entry(case, sara, "Vi spiser sammen.")
    phone, tablet = as_(sara).visit(reword(case, entry)), as_(sara).visit(reword(case, entry))
    tablet.send(words="Vi spiser sammen om aftenen.")

    conflict = phone.send(words="Vi spiser <b>altid</b> sammen.")

    assert conflict.status == 409
    assert "Vi spiser sammen om aftenen." in conflict.says
    assert "&lt;b&gt;altid" in conflict.says
    assert conflict.fields["words"] == "Vi spiser <b>altid</b> sammen."
    assert conflict.send().status == 303
    assert session.query(MapEntry.words).scalar() == "Vi spiser <b>altid</b> sammen."


def test_nobody_changes_anothers_words(a, as_):
    karin = a.caseworker()
    case = a.case(caseworker=karin)
    sara = a.member(case)
    entry = a.entry(case, sara)

    assert as_(karin).visit(reword(case, entry)).status == 403


def test_a_remark_to_a_text_that_moved_shows_both(a, as_):
    case = a.case()
    sara, jonas = a.member(case), a.member(case, "Jonas Lind", relation="far")
    entry = a.entry(case, sara, "Emil er træt.")
    page = as_(jonas).visit(f"/cases/{case.id}/said/{entry.id}/remark")
    as_(sara).visit(reword(case, entry)).send(words="Emil er træt om mandagen.")

    conflict = page.send(words="Hos mig er Emil frisk.")

    assert conflict.status == 409
    assert "Emil er træt om mandagen." in conflict.says
    assert conflict.fields["words"] == "Hos mig er Emil frisk."
    assert conflict.send().status == 303
    assert "Hos mig er Emil frisk." in as_(sara).visit(f"/cases/{case.id}/map").says
