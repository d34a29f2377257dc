"""What was sent out and who said yes can be added to, and never altered: the database refuses."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError, IntegrityError

from portal.db.session import session
from portal.plan.models import Proposal

FORBIDDEN = [
    "UPDATE plan_line SET text = '{}'",
    "DELETE FROM plan_line",
    "UPDATE approval SET kind = 'agree'",
    "DELETE FROM approval",
    "UPDATE plan_version SET hash = 'x'",
    "UPDATE plan_version SET number = 9",
    "DELETE FROM plan_version",
]


@pytest.mark.parametrize("attempt", FORBIDDEN)
def test_the_database_refuses(family, attempt):
    family.has_a_plan()

    with pytest.raises(DBAPIError):
        session.execute(text(attempt))


def test_one_open_suggestion_each(family):
    agreement = family.agrees_on("Vi spiser kl. 18.")
    for _twice in range(2):
        session.add(
            Proposal(
                case_id=family.case.id,
                author_id=family.jonas.id,
                by_id=family.jonas.id,
                agreement_id=agreement.id,
                asks="wording",
                words="X",
                reason="Y",
                seen_revision=1,
            )
        )

    with pytest.raises(IntegrityError):
        session.flush()


def test_an_author_is_told_before_hiding_words_that_others_have_said_yes_to(family, as_):
    agreement = family.has_a_plan("Emil sover hos Else.")
    loose = family.agrees_on("Vi spiser kl. 18.")
    sara = as_(family.sara)

    def warned(thing) -> bool:
        return (
            "Planen, der gælder, har de her ord"
            in sara.visit(f"/cases/{family.case.id}/said/{thing.id}/hide").says
        )

    assert warned(agreement)
    assert not warned(loose)


def test_the_caseworker_learns_that_the_plan_has_a_gap_and_not_what_was_in_it(family, as_):
    agreement = family.has_a_plan("KANARIE Emil sover hos Else.")

    as_(family.sara).visit(f"/cases/{family.case.id}/said/{agreement.id}/hide").send()

    karins, elses = (as_(person).visit(family.place).says for person in (family.karin, family.else_))
    assert "har skjult en aftale" in karins
    assert "KANARIE" not in karins
    assert "har skjult en aftale" not in elses
