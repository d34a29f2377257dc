"""Two versions held against each other: only what both the reader and the rule of visibility let through."""

import pytest

from portal.db.session import session
from portal.plan import queries
from portal.plan.queries.compared import pieces
from tests.plan.conftest import press


def found(family, who, version=None, since=None):
    actor = family.as_actor(who)
    editions = queries.find_editions(actor)
    chosen = version.id if version else editions.all[0].version.id
    return queries.compare(actor, queries.find_edition(actor, chosen), since)


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        (
            "Vi spiser kl. 18.",
            "Vi spiser kl. 17.",
            [("same", "Vi spiser kl. "), ("gone", "18."), ("new", "17.")],
        ),
        ("", "Hos Else", [("new", "Hos Else")]),
        ("Hos Else", "", [("gone", "Hos Else")]),
        ("أنام مبكرا", "أنام متأخرا", [("same", "أنام "), ("gone", "مبكرا"), ("new", "متأخرا")]),
    ],
)
def test_words_are_compared_one_by_one(before, after, told):
    assert pieces(before, after) == told


def test_what_came_what_went_and_what_was_worded_anew(family):
    kept = family.agrees_on("Vi spiser kl. 18.", when_words="Hver dag")
    first = family.send_out()
    family.reword(kept, "Vi spiser kl. 17.")
    family.agrees_on("Else henter.", family.else_)
    family.send_out()

    change = found(family, family.sara)

    assert change.older.version.id == first.id
    assert [line.text["words"] for line in change.came] == ["Else henter."]
    assert change.went == []
    (reworded,) = change.reworded
    assert reworded.fields["words"][1:] == [("gone", "18."), ("new", "17.")]
    assert reworded.fields["when_words"] == [("gone", "Hver dag")]


def test_a_person_sees_what_changed_since_the_own_yes(family, as_):
    agreement = family.agrees_on("Vi spiser kl. 18.")
    family.send_out()
    jonas = as_(family.jonas)
    press(jonas.visit(f"{family.place}/approve"), "agree")
    family.reword(agreement, "Vi spiser kl. 17.")
    family.send_out()

    page = jonas.visit(f"{family.place}/approve")
    link = next(part for part in page.says.split('"') if "since=" in part)
    page = jonas.visit(link.replace("&amp;", "&"))

    assert '<del><span class="sr-only"> fjernet: </span>18.</del>' in page.says
    assert '<ins><span class="sr-only"> nyt: </span>17.</ins>' in page.says


def test_a_version_that_differs_only_in_hidden_words_is_not_in_the_list(family, a):
    a.shield(family.case, protected=family.sara, hidden_from=family.jonas)
    family.agrees_on("Jonas læser højt.", family.jonas, by=family.jonas)
    hidden = family.agrees_on("KANARIE")
    family.send_out()
    family.reword(hidden, "KANARIE på en anden måde")
    family.send_out()

    jonas, karin = (queries.find_editions(family.as_actor(one)) for one in (family.jonas, family.karin))

    assert len(karin.all) == 2
    assert len(jonas.all) == 1
    assert "KANARIE" not in str([line.text for one in jonas.all for line in one.lines])


def test_the_other_parent_does_not_read_words_that_were_taken_back(family, a):
    agreement = family.agrees_on("Emil går på KANARIE skole.", family.jonas)
    family.send_out()
    family.reword(agreement, "Emil går i skole.")
    family.send_out()
    assert "KANARIE" in str(found(family, family.jonas).reworded)

    a.shield(family.case, protected=family.sara, hidden_from=family.jonas)

    assert "KANARIE" not in str(queries.find_editions(family.as_actor(family.jonas)))


def test_a_newcomer_does_not_read_what_the_plan_said_before(family, a):
    family.agrees_on("KANARIE")
    family.send_out()
    maja = a.member(family.case, "Maja Lund", relation="mor")

    assert queries.find_editions(family.as_actor(maja)).all == []


def test_the_page_of_all_versions_and_the_one_before_anything_was_sent_out(family, as_):
    assert "Planen er ikke sendt ud endnu" in as_(family.sara).visit(f"{family.place}/versions").says
    agreement = family.has_a_plan()
    family.reword(agreement, "Emil sover hjemme.")
    family.send_out()

    page = as_(family.else_).visit(f"{family.place}/versions")

    assert "Gælder nu" in page.says
    assert "Er ude til svar" in page.says
    session.rollback()
