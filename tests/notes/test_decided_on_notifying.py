"""A high answer on the ruler asks a professional to decide on notifying: written down, and sent nowhere."""

import pytest

from portal.access.actor import Role
from portal.access.models import Audience, NamedReader
from portal.cases.queries import story
from portal.db.session import session
from portal.history.models import Event
from portal.messages.models import Message
from portal.notes.models import Note, Notification, Reason
from portal.ruler import queries, service
from portal.ruler.models import Choice, Dimension, Score, TextAudience

WHY = "KANARIE Ulla og jeg underrettede klokken ni."
ASKS = "Tag stilling til underretning nu."


def answers(family, person, step: int, *readers) -> Score:
    """An answer on the ruler; a high one is read by the caseworkers at once."""
    actor = family.a.actor(family.case, person)
    about = queries.find_child(actor, family.a.child(family.case).id)
    ruler = queries.ruler_to_score_on(None, about.ruler_id, TextAudience.FAMILY, "da")
    answered = service.Answered(Dimension.CHILD, Choice.STEP, step, "home", "Han er væk.", "", "")
    score = service.give_score(actor, about, ruler, answered)
    for reader in readers:
        session.add(NamedReader(case_id=family.case.id, contribution_id=score.id, person_id=reader.id))
    session.commit()
    return score


@pytest.fixture(autouse=True)
def ruler(app) -> None:
    service.load_default()
    session.commit()


def page_of(family, score) -> str:
    return family.at("ruler", score.id)


def decides(family, browser, score, made: str = "made", words: str = WHY):
    return browser.visit(family.at("notes", "score", score.id, "decide")).send(notification=made, words=words)


def test_a_caseworker_is_asked_at_once_and_the_answer_is_kept_with_name_and_day(family, as_):
    score, karin = answers(family, family.sara, 5), as_(family.karin)
    page = karin.visit(page_of(family, score))
    assert ASKS in page.says
    assert page.links_to(family.at("notes", "score", score.id, "decide"))

    answer = decides(family, karin, score)

    assert answer.status == 303
    read = answer.follow().says
    assert WHY in read
    assert ASKS not in read
    assert "Siden sender ikke noget for dig." in read
    note = session.query(Note).one()
    assert (note.reason, note.notification) == (Reason.NOTIFICATION, Notification.MADE)
    assert note.professional_only
    assert note.child_id == score.child_id
    assert WHY in as_(family.tom).visit(page_of(family, score)).says
    assert WHY in as_(family.tom).visit(family.at("notes")).says


def test_it_is_written_in_the_chain_and_no_message_leaves_the_house(family, as_):
    score = answers(family, family.sara, 5)
    sent = session.query(Message).count()

    decides(family, as_(family.karin), score)

    event = session.query(Event).filter_by(what="note.decided").one()
    assert (event.by_id, event.detail["about"]) == (family.karin.id, str(score.id))
    assert WHY not in str(event.detail)
    assert session.query(Message).count() == sent


def met(family, person, browser, pages) -> tuple[list[int], list]:
    """What a person meets: the status of some pages, and the story."""
    told = story(family.a.actor(family.case, person), frozenset())
    return [browser.visit(page).status for page in pages], [event.id for event in told]


@pytest.mark.parametrize("who", ["sara", "jonas"])
def test_no_parent_is_asked_and_none_can_tell_that_it_was_decided(family, as_, who):
    score, parent = answers(family, family.sara, 5), getattr(family, who)
    browser = as_(parent)
    pages = [family.at("ruler"), family.at("story"), page_of(family, score)]
    before = met(family, parent, browser, pages)

    decides(family, as_(family.karin), score)

    assert met(family, parent, browser, pages) == before
    for page in pages:
        read = browser.visit(page).says
        assert "KANARIE" not in read
        assert ASKS not in read
    address = family.at("notes", "score", score.id, "decide")
    assert browser.visit(address).status == (403 if who == "sara" else 404)


def test_a_teacher_who_reads_it_has_the_same_duty_and_the_caseworkers_read_what_was_decided(family, as_):
    score, lis = answers(family, family.sara, 4, family.lis), as_(family.lis)

    answer = decides(family, lis, score, "not_made", "KANARIE Karin underretter i dag.")

    assert answer.status == 303
    assert session.query(Note).one().author_id == family.lis.id
    assert "KANARIE Karin underretter i dag." in as_(family.karin).visit(page_of(family, score)).says
    other = family.a.member(family.case, "Per Krogh", Role.PROFESSIONAL, relation="læge")
    assert as_(other).visit(family.at("notes", "score", score.id, "decide")).status == 404


def test_a_decision_may_be_made_anew_and_both_stand(family, as_):
    score, karin = answers(family, family.sara, 5), as_(family.karin)

    decides(family, karin, score, "not_made", "Vi ser på det i morgen.")
    page = decides(family, karin, score, "made", "Nu har vi underrettet.").follow()

    assert page.says.index("Vi ser på det i morgen.") < page.says.index("Nu har vi underrettet.")


@pytest.mark.parametrize("missing", ["notification", "words"])
def test_what_is_missing_is_asked_for_and_what_was_written_stays(family, as_, missing):
    score = answers(family, family.sara, 5)
    page = as_(family.karin).visit(family.at("notes", "score", score.id, "decide"))

    told = {"notification": "made", "words": WHY}
    answer = page.send(**{name: said for name, said in told.items() if name != missing})

    assert answer.status == 200
    assert answer.fields["words"] == (WHY if missing == "notification" else "")
    assert session.query(Note).count() == 0


def test_a_low_answer_asks_nobody_and_other_words_have_no_such_page(family, as_):
    karin = as_(family.karin)
    low, entry = answers(family, family.karin, 2), family.a.entry(family.case, family.sara)

    assert ASKS not in karin.visit(page_of(family, low)).says
    assert karin.visit(family.at("notes", "score", entry.id, "decide")).status == 404
    assert entry.audience == Audience.IN_CASE


def test_a_high_answer_that_opens_the_round_says_who_reads_it_too(family, as_):
    for person in (family.karin, family.jonas):
        answers(family, person, 2)
    score = answers(family, family.sara, 5)

    page = as_(family.sara).visit(page_of(family, score)).says

    assert "Karin ser dit svar senest" in page
    assert "De andre kan endnu ikke." not in page
