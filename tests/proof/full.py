"""As much as a plan ever holds, put there as the verbs would leave it, but all at once. What happened is not
written in the history."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from portal.access.models import Audience, NamedReader
from portal.cases.models import Case
from portal.db.session import session
from portal.people.models import Person
from portal.plan.models import Agreement, AgreementDoer, Proposal
from portal.plan.models.log import Mark, Observation
from tests import factories
from tests.plan.seen import today

AGREEMENTS, PROPOSALS, LINES = 25, 60, 200


def agreements(case: Case, author: Person, doers: Sequence[Person], many: int = AGREEMENTS) -> list[UUID]:
    """Agreements (their ids) that bind these people."""
    made = [
        Agreement(
            id=uuid4(),
            position=100 + number,
            weekdays=1 << number % 7,
            when_words="kl. 18",
            **said(case, author, f"Aftale {number}: Emil sover hos Else."),
        )
        for number in range(many)
    ]
    session.add_all(made)
    session.flush()
    seats = [factories.seat(case, one).id for one in doers]
    for one in made:
        told = {"case_id": case.id, "agreement_id": one.id}
        session.add_all(AgreementDoer(membership_id=seat, **told) for seat in seats)
        others = [doer.id for doer in doers if doer.id != author.id]
        named = {"case_id": case.id, "contribution_id": one.id}
        session.add_all(NamedReader(person_id=other, **named) for other in others)
    session.commit()
    return [one.id for one in made]


def proposals(case: Case, about: Sequence[UUID], people: Sequence[Person], many: int = PROPOSALS) -> None:
    """Other words for these agreements: at most one of each person's for each."""
    for number in range(many):
        by, agreement_id = people[number // len(about)], about[number % len(about)]
        session.add(
            Proposal(
                id=uuid4(),
                agreement_id=agreement_id,
                by_id=by.id,
                asks="wording",
                reason="Ro.",
                seen_revision=1,
                beside_id=agreement_id,
                **said(case, by, f"Forslag {number}: Emil sover godt hos Else."),
            )
        )
    session.commit()


def log_lines(case: Case, about: Sequence[UUID], version_id: UUID, by: Person, many: int = LINES) -> None:
    """What somebody saw of agreements of the version that applies, over the last weeks."""
    for number in range(many):
        agreement_id = about[number % len(about)]
        session.add(
            Observation(
                id=uuid4(),
                beside_id=agreement_id,
                agreement_id=agreement_id,
                version_id=version_id,
                mark=list(Mark)[number % 3].value,
                seen_on=today() - timedelta(days=number % 40),
                written_on=today(),
                **said(case, by, f"Linje {number}: Emil sov godt."),
            )
        )
    session.commit()


def said(case: Case, by: Person, words: str) -> dict[str, Any]:
    told = {"case_id": case.id, "author_id": by.id, "words": words, "language": "da"}
    return {**told, "audience": Audience.IN_CASE.value}
