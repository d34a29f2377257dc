"""A meeting tells those who are called to it, and its caller when somebody cannot come; nobody else."""

import re
from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from portal.access.actor import Role
from portal.cases.service import remind
from portal.db.session import session
from tests.messages.conftest import first_names, rows, wants

MONDAY = datetime(2026, 3, 9, 9, tzinfo=UTC)
NEWS = "Der er nyt til dig. Du kan se det, når det passer dig."
WAITS = "Der ligger stadig noget til dig. Du kan se det, når du har tid."
PLACE, ABOUT, WHY = "Biblioteket, lokale 4", "Hvordan aftenerne går.", "Karin er syg."
ON_FRIDAY = {"words": ABOUT, "day": "2026-03-13", "clock": "14:30", "minutes": "60", "place": PLACE}
NO_MORE = "Der står kun, at der er nyt."
DAY = timedelta(days=1)


@pytest.fixture
def clock():
    with time_machine.travel(MONDAY, tick=False) as moved:
        yield moved


class Around:
    """Karin and her stand-in Tom, Sara, Jonas and Else in one case, all of whom want to be told."""

    def __init__(self, a, as_):
        self.a = a
        self.karin, self.tom = wants(a.caseworker()), wants(a.caseworker("Tom Dahl"))
        self.case = a.case(caseworker=self.karin, standin=self.tom)
        self.sara, self.jonas = wants(a.member(self.case)), wants(a.member(self.case, "Jonas Lind"))
        self.else_ = wants(a.member(self.case, "Else Holm", Role.NETWORK_PERSON))
        self.as_ = lambda who: as_(getattr(self, who))
        self.place = f"/cases/{self.case.id}/meetings"

    def visit(self, who, path):
        return self.as_(who).visit(f"{self.place}/{path}")

    def call(self, *called, by="karin"):
        """Call these to a meeting on Friday, on the screen; where it is read."""
        seats = [self.a.seat(self.case, getattr(self, one)).id for one in called]
        answer = self.visit(by, "call").send(**ON_FRIDAY, seats=seats)
        return answer.follow().path.rsplit("/", 1)[1]


@pytest.fixture
def family(clock, a, as_):
    return Around(a, as_)


@pytest.fixture
def hear(work, caught):
    """The first names of those who heard since the last time, of `said` and nothing else."""

    def heard(said=NEWS):
        session.remove()
        remind()
        work()
        names = first_names(caught)
        assert {text.short for _to, text, _number in caught.sent} <= {said}
        caught.sent.clear()
        return names

    return heard


def line(page):
    """The line on the page that says who hears."""
    return re.search(r">(Får besked.*?)</p>", page.says)[1]


def test_those_who_are_called_are_told_and_nobody_else(family, hear):
    family.call("sara", "else_")

    assert hear() == ["else", "sara"]


def test_the_page_says_who_hears_if_they_are_chosen(family, a):
    a.named_seat(family.case, "Mette", Role.NETWORK_PERSON, "moster")

    said = line(family.visit("karin", "call"))

    everybody = "Else (mormor), Jonas (mor), Sara (mor) og Tom (afløser)"
    assert said == f"Får besked, hvis du vælger dem, og de har bedt om det: {everybody}. {NO_MORE}"


@pytest.mark.parametrize(
    ("step", "answers"), [("move", {"day": "2026-03-16"}), ("cancel", {"why": WHY})], ids=["move", "cancel"]
)
def test_when_it_moves_or_is_cancelled_the_called_are_told_as_the_page_says(family, hear, step, answers):
    meeting = family.call("sara", "else_")
    hear()
    page = family.visit("karin", f"{meeting}/{step}")
    assert line(page) == f"Får besked, hvis de har bedt om det: Else (mormor) og Sara (mor). {NO_MORE}"

    page.send(**answers)

    assert hear() == ["else", "sara"]


def test_a_move_to_where_it_is_already_is_no_news(family, hear):
    meeting = family.call("sara")
    hear()

    family.visit("karin", f"{meeting}/move").send()

    assert hear() == []


def test_when_the_stand_in_cancels_it_the_one_who_called_it_is_told_too(family, hear):
    meeting = family.call("sara", "tom")
    hear()

    family.visit("tom", f"{meeting}/cancel").send(why=WHY)

    assert hear() == ["karin", "sara"]


@pytest.mark.parametrize(
    ("answers", "hears"),
    [
        ({"answer": "coming"}, []),
        ({"answer": "coming", "words": "Jeg kommer lidt senere."}, ["karin"]),
        ({"answer": "not_coming"}, ["karin"]),
        ({"answer": "other_time", "words": "Fredag."}, ["karin"]),
    ],
    ids=["a plain yes", "a yes with words", "a no", "another time"],
)
def test_the_caller_hears_all_but_a_plain_yes_as_the_page_says(family, hear, answers, hears):
    meeting = family.call("sara", "else_")
    hear()
    page = family.visit("sara", f"{meeting}/answer")
    assert line(page) == f"Får besked, hvis de har bedt om det: Karin (rådgiver). {NO_MORE}"
    assert "Et ja uden ord sender ingen besked." in page.says

    page.send(**answers)

    assert hear() == hears


def test_a_no_that_becomes_a_yes_is_news(family, hear):
    meeting = family.call("sara")
    family.visit("sara", f"{meeting}/answer").send(answer="not_coming")
    hear()
    page = family.visit("sara", f"{meeting}/answer")
    assert "Et ja uden ord" not in page.says

    page.send(answer="coming")

    assert hear() == ["karin"]


def test_what_somebody_wants_to_talk_about_is_news_to_the_caller(family, hear):
    meeting = family.call("sara", "else_")
    hear()
    page = family.visit("else_", f"{meeting}/take-up")
    assert line(page) == f"Får besked, hvis de har bedt om det: Karin (rådgiver). {NO_MORE}"

    page.send(words="Hvem henter om fredagen?")

    assert hear() == ["karin"]


def test_parents_apart_hear_nothing_of_each_others_meetings(family, a, hear):
    a.shield(family.case, protected=family.sara, hidden_from=family.jonas)

    saras = family.call("sara")
    assert hear() == ["sara"]
    jonas = family.call("jonas")
    assert hear() == ["jonas"]
    family.visit("karin", f"{saras}/move").send(day="2026-03-16")
    family.visit("karin", f"{jonas}/cancel").send(why=WHY)

    assert hear() == ["jonas", "sara"]
    family.visit("karin", f"{saras}/cancel").send(why=WHY)
    assert hear() == ["sara"]


@pytest.mark.parametrize("step", ["move", "cancel"])
def test_when_the_shield_comes_afterwards_he_hears_nothing_of_what_she_was_called_to(family, a, hear, step):
    meeting = family.call("sara", "jonas", "else_")
    hear()
    a.shield(family.case, protected=family.sara, hidden_from=family.jonas)
    page = family.visit("karin", f"{meeting}/{step}")
    assert line(page) == f"Får besked, hvis de har bedt om det: Else (mormor) og Sara (mor). {NO_MORE}"

    page.send(**({"day": "2026-03-16"} if step == "move" else {"why": WHY}))

    assert hear() == ["else", "sara"]


def test_a_mother_who_coordinates_and_is_hidden_by_then_tells_the_father_nothing(family, a, hear):
    session.merge(family.case).coordinator_id = family.sara.id
    session.commit()
    meeting = family.call("jonas", "else_", by="sara")
    assert hear() == ["else", "jonas"]
    a.shield(family.case, protected=family.sara, hidden_from=family.jonas)

    page = family.visit("sara", f"{meeting}/cancel")
    assert line(page) == f"Får besked, hvis de har bedt om det: Else (mormor). {NO_MORE}"
    page.send(why=WHY)

    assert hear() == ["else"]


def test_who_has_not_answered_is_reminded_once_two_days_before(family, clock, hear):
    meeting = family.call("sara", "jonas", "else_")
    family.visit("sara", f"{meeting}/answer").send(answer="coming")
    hear()
    clock.shift(DAY)
    assert hear(WAITS) == []

    clock.shift(DAY + timedelta(hours=6))

    assert hear(WAITS) == ["else", "jonas"]
    clock.shift(DAY)
    assert hear(WAITS) == []


def test_who_is_called_late_has_a_day_to_answer_first(family, clock, hear):
    clock.shift(3 * DAY)
    family.call("sara")
    assert hear() == ["sara"]
    clock.shift(timedelta(hours=23))
    assert hear(WAITS) == []

    clock.shift(timedelta(hours=2))

    assert hear(WAITS) == ["sara"]


def test_a_meeting_that_moves_is_another_thing_to_be_reminded_of_after_a_day(family, clock, hear):
    meeting = family.call("sara")
    hear()
    clock.shift(3 * DAY)
    assert hear(WAITS) == ["sara"]
    family.visit("karin", f"{meeting}/move").send(day="2026-03-14")
    assert hear() == ["sara"]
    clock.shift(timedelta(hours=23))
    assert hear(WAITS) == []

    clock.shift(timedelta(hours=2))

    assert hear(WAITS) == ["sara"]


def test_who_answers_before_the_reminder_is_sent_gets_none(family, clock, hear, work, caught):
    meeting = family.call("sara", "else_")
    hear()
    clock.shift(3 * DAY)
    remind()
    family.visit("sara", f"{meeting}/answer").send(answer="coming")
    work()

    assert first_names(caught) == ["else"]
    assert sorted(m.status for m in rows() if m.kind == "reminder") == ["dropped", "sent"]


@pytest.mark.parametrize("what", ["cancelled", "begun", "hidden"])
def test_nobody_is_reminded_of_a_meeting_that_is_not_to_come(family, a, clock, hear, what):
    meeting = family.call("sara", "jonas")
    hear()
    clock.shift((5 if what == "begun" else 3) * DAY)
    if what == "cancelled":
        family.visit("karin", f"{meeting}/cancel").send(why=WHY)
        hear()
    if what == "hidden":
        a.shield(family.case, protected=family.sara, hidden_from=family.jonas)

    assert hear(WAITS) == (["sara"] if what == "hidden" else [])


def test_no_message_holds_a_word_of_the_meeting(family, clock, work, caught):
    meeting = family.call("sara")
    work()
    clock.shift(3 * DAY)
    remind()
    work()
    family.visit("karin", f"{meeting}/cancel").send(why=WHY)
    work()

    texts = [text for _to, text, _number in caught.sent]
    assert [text.short for text in texts] == [NEWS, WAITS, NEWS]
    told = " ".join(" ".join((text.subject, text.short, *text.long)) for text in texts)
    secret = (PLACE, ABOUT, WHY, "Karin", "Sara", "Emil", "møde", "14.30", "fredag", "http", meeting)
    assert not [word for word in secret if word in told]
