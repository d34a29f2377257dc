"""A child says how it is with faces, alone on the screen, and decides which parent may see it."""

import pytest

from portal.access.actor import Role
from portal.db.session import session
from portal.ruler.models import Score, ScoreRound


@pytest.fixture
def emil(family):
    family.emil = family.a.member(family.case, "Emil Holm", Role.CHILD, relation="barn")
    return family.emil


def everything(browser, family, *more):
    case = f"/cases/{family.case.id}"
    paths = (f"{case}/", f"{case}/story", family.path(), family.question(), f"{case}/shown-to-me", *more)
    return " ".join(browser.visit(path).says for path in paths)


def test_emil_chooses_a_face_and_no_parent_learns_that_he_did(family, emil, as_):
    page = as_(emil).visit(family.path("me"))
    assert page.says.count('class="feel"') == 5
    assert " checked" not in page.says
    assert page.says.index("Hvem ser det først?") < page.says.index('class="feel"')

    thanks = page.send(step="4", words="Jeg sover dårligt.").follow()

    assert "BørneTelefonen" in thanks.says
    for parent in (family.sara, family.jonas):
        assert "Jeg sover dårligt." not in everything(as_(parent), family)
    for worker in (family.karin, family.tom):
        assert "Jeg sover dårligt." in everything(as_(worker), family)


def test_the_parent_emil_lets_in_reads_it_and_the_other_does_not(family, emil, as_):
    page = as_(emil).visit(family.path("me"))

    page.send(step="2", words="Det går bedre.", show_to=[family.sara.id])

    assert "Det går bedre." in everything(as_(family.sara), family)
    assert "Det går bedre." not in everything(as_(family.jonas), family)
    own = as_(emil).visit(f"/cases/{family.case.id}/my-words")
    assert "Det går bedre." in own.says


def test_what_emil_says_unasked_begins_nothing_for_the_grown_ups(family, emil, as_):
    sara = as_(family.sara)
    before = sara.visit(family.path()).says.count("Vi svarer nu")

    as_(emil).visit(family.path("me")).send(step="decline")

    assert sara.visit(family.path()).says.count("Vi svarer nu") == before == 0
    assert not sara.visit(f"/cases/{family.case.id}/").links_to(family.question())
    family.says(family.sara, 2)
    rounds = session.query(ScoreRound).order_by(ScoreRound.created_at).all()
    assert [one.occasion for one in rounds] == ["opening", "opening"]


def test_emil_is_asked_and_the_others_are_not_told_that_he_is_or_has_answered(family, emil, as_):
    family.asks(family.sara, emil)
    front = f"/cases/{family.case.id}/"
    assert as_(emil).visit(front).links_to(family.path("me"))

    as_(emil).visit(family.path("me")).send(step="1")

    assert "Emil</bdi>" not in as_(family.sara).visit(family.path()).says
    assert "Emil</bdi>" in as_(family.karin).visit(family.path()).says
    family.says(family.sara, 2)
    session.expire_all()
    assert session.query(ScoreRound).one().revealed_at is not None


def test_the_age_of_the_day_is_kept_with_the_answer(family, emil, as_):
    as_(emil).visit(family.path("me")).send(step="1")
    family.says(family.sara, 2)

    assert {score.age_band for score in session.query(Score)} == {"10-14"}


def test_a_grown_up_has_no_faces(family, emil, as_):
    assert as_(family.sara).visit(family.path("me")).status in (403, 404)
    assert as_(emil).visit(family.question()).status == 403
