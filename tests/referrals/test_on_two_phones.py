"""A mother asks for help on two phones: whatever she wrote is there to choose from."""

import pytest

from portal.db.session import session
from portal.referrals.models import Referral
from tests.referrals.test_asking_for_help import HERS, WRITE, sends


@pytest.fixture
def sara(a):
    return a.person("Sara Holm")


def test_words_begun_on_two_phones_at_once_are_both_there_to_choose_from(as_, sara):
    first, second = as_(sara).visit(WRITE), as_(sara).visit(WRITE)
    first.send(**HERS)

    page = second.send(**{**HERS, "wish": "Fra den anden."})

    assert page.status == 409
    assert HERS["wish"] in page.says
    assert page.fields["wish"] == "Fra den anden."


def test_words_written_after_it_was_sent_from_another_phone_stay_in_the_form(as_, sara):
    hers = as_(sara)
    hers.visit(WRITE).send(**HERS)
    late = hers.visit(WRITE)
    sends(as_(sara))

    page = late.send(wish="Og en ting til.")

    assert page.status == 409
    assert page.fields["wish"] == "Og en ting til."
    assert "blev sendt, mens du skrev" in page.says
    assert session.query(Referral).one().told["wish"] == HERS["wish"]
