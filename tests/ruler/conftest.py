"""A family with two parents and a caseworker, and the default ruler."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import pytest

from portal.cases.models import Case
from portal.db.session import session
from portal.people.models import Person
from portal.ruler import queries, service
from portal.ruler.models import Choice, Dimension, Score, TextAudience

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


@pytest.fixture
def family(app: Any, a: Any) -> Family:
    service.load_default()
    session.commit()
    karin, tom = a.caseworker(), a.caseworker("Tom Vestergaard")
    case = a.case(caseworker=karin, standin=tom)
    return Family(
        a, case, a.member(case, "Sara Holm"), a.member(case, "Jonas Lind", relation="far"), karin, tom
    )
