"""A family with two parents and a caseworker, and the default ruler."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
import time_machine

from portal.cases.models import Case, CaseChild
from portal.db.session import session
from portal.people.models import Person
from portal.ruler import queries, service
from portal.ruler.models import Choice, Dimension, Score, ScoreRound, TextAudience

A_SATURDAY = datetime(2027, 3, 6, 10, tzinfo=UTC)
A_TUESDAY = datetime(2027, 3, 9, 10, tzinfo=UTC)


@dataclass
class Family:
    """Emil, his parents Sara and Jonas, Karin from the municipality and Tom who stands in for her."""

    a: Any
    case: Case
    sara: Person
    jonas: Person
    karin: Person
    tom: Person

    def path(self, *rest: object) -> str:
        return "/".join([f"/cases/{self.case.id}/ruler", *map(str, rest)])

    def question(self) -> str:
        return self.path("score", self.a.child(self.case).id)

    def says(
        self, person: Person, step: int | Choice, words: str = "Han sov hele natten.", **more: Any
    ) -> Score:
        """Answer about Emil, without a browser."""
        actor = self.a.actor(self.case, person)
        about = queries.find_child(actor, more.pop("child", None) or self.a.child(self.case).id)
        ruler = queries.ruler_to_score_on(None, about.ruler_id, TextAudience.FAMILY, "da")
        a_step = not isinstance(step, Choice)
        answered = service.Answered(
            more.pop("dimension", Dimension.CHILD),
            Choice.STEP if a_step else step,
            step if a_step else None,
            "home" if a_step else None,
            words if a_step else "",
            **more,
        )
        score = service.give_score(actor, about, ruler, answered)
        session.commit()
        return score

    def asks(self, *people: Person, occasion: str = "meeting") -> ScoreRound:
        """Karin asks these people to answer."""
        actor = self.a.actor(self.case, self.karin)
        seats = [self.a.seat(self.case, person).id for person in people]
        round_ = service.ask(actor, queries.find_to_ask(actor), occasion, seats)
        session.commit()
        return round_

    def children(self) -> list[UUID]:
        return [child.id for child in session.query(CaseChild).filter_by(case_id=self.case.id)]

    def many_answers(self, round_id: UUID, how_many: int) -> None:
        """So many answers of Sara's in one open round, none of which replaces another."""
        about = queries.find_child(self.a.actor(self.case, self.sara), self.a.child(self.case).id)
        session.add_all(
            Score(
                id=uuid4(),
                case_id=self.case.id,
                author_id=self.sara.id,
                words=f"Nummer {number}.",
                child_id=about.child.id,
                round_id=round_id,
                ruler_version_id=about.ruler_id,
                dimension="child",
                context="home",
                answer="step",
                step=number % 5 + 1,
                protective="",
                better="",
                role_at_time="custody_holder",
            )
            for number in range(how_many)
        )
        session.commit()

    def all_answer(self, clock: Any, *rounds: tuple[int | Choice, int | Choice, int], **more: Any) -> None:
        """Sara, Jonas and Karin answer, a month between the rounds."""
        for steps in rounds:
            for person, step in zip((self.sara, self.jonas, self.karin), steps, strict=True):
                self.says(person, step, f"{person.name} siger {step}.", **more)
            clock.shift(timedelta(days=30))

    def opens_all_answers(self) -> None:
        """Karin shows them at a meeting."""
        sealed = session.query(ScoreRound).filter(ScoreRound.revealed_at.is_(None)).one()
        service.reveal(self.a.actor(self.case, self.karin), sealed)
        session.commit()


class Seen:
    """The pictures and the table on one person's ruler page."""

    def __init__(self, page) -> None:
        self.page, self.html = page, page.response.html
        self.figures = self.html.select("figure")
        self.pictures = self.html.select("figure .lines")
        self.rows = self.html.select("tr[id^=said-]")

    def marks(self, picture: int = 0) -> list[str]:
        """What each mark says when it is pointed at."""
        return [mark.get_text() for mark in self.figures[picture].select(".at title")]

    def drawn(self, picture: int = 0) -> list:
        return self.figures[picture].select(".at .pt")

    def shape(self, mark) -> str:
        return str(mark.find(["circle", "path"]))

    def days(self, picture: int = 0) -> list:
        """The links of the days that are written under a picture."""
        return self.figures[picture].select(".days a")

    def lines(self, picture: int = 0) -> list[int]:
        """How many strokes each line has."""
        return [len(line.find_all("line")) for line in self.pictures[picture].select("g.ln")]

    def key(self, picture: int = 0) -> str:
        return self.html.select("ul.key")[picture].get_text(" ", strip=True)

    def described(self, picture: int = 0) -> str:
        return self.pictures[picture].desc.get_text()


@pytest.fixture
def family(app: Any, a: Any) -> Family:
    service.load_default()
    session.commit()
    karin, tom = a.caseworker(), a.caseworker("Tom Vestergaard")
    case = a.case(caseworker=karin, standin=tom)
    return Family(
        a,
        case,
        a.member(case, "Sara Holm", mark=1),
        a.member(case, "Jonas Lind", relation="far", mark=2),
        karin,
        tom,
    )


@pytest.fixture
def sees(family: Family, as_: Any) -> Any:
    """What a person sees on the ruler page: `sees(family.sara)`."""
    return lambda person, where="": Seen(as_(person).visit(family.path() + where))


@pytest.fixture
def clock() -> Iterator[Any]:
    """A Tuesday in March 2027, standing still until it is shifted."""
    with time_machine.travel(A_TUESDAY, tick=False) as travelling:
        yield travelling
