"""*Fortryd* stands beside the confirmation for some seconds: one tap, and the words are in the form again."""

from datetime import timedelta

import pytest
import time_machine

from portal.db.clock import now
from tests.cases.just_sent import FORM, SECONDS, Family


@pytest.fixture
def family(a):
    return Family(a)


SENT = {
    "a sentence": (FORM, {"words": "Vi sang.", "category": "strength", "audience": "in_case"}),
    "an agreement": ("/plan/propose", {"words": "Jeg læser.", "doers": ["{seat}"]}),
    "a question": ("/inquire", {"words": "Kan vi rykke mødet?"}),
}


@pytest.fixture
def with_time(app, monkeypatch):
    monkeypatch.setattr(app.config["SETTINGS"], "undo_seconds", SECONDS)


@pytest.mark.parametrize("kind", SENT)
def test_one_tap_beside_the_confirmation_takes_it_back_to_where_it_was_written(family, as_, with_time, kind):
    path, told = SENT[kind]
    seat = str(family.a.seat(family.case, family.sara).id)
    told = {name: [seat] if isinstance(value, list) else value for name, value in told.items()}
    sara = as_(family.sara)

    sent = sara.visit(family.place + path).send(**told).follow()
    back = sent.take_back()
    twice = sent.take_back()

    assert "Du kan fortryde i 30 sekunder." in sent.says
    assert back.status == twice.status == 303
    page = back.follow()
    assert page.path == twice.follow().path == family.place + path
    assert "Dine ord er gemt her. De er ikke sendt." in page.says
    assert told["words"] in page.says
    assert page.fields["words"] == told["words"]
    assert told["words"] not in as_(family.karin).visit(f"{family.place}/story").says
    assert page.undo is None


def test_who_is_too_late_is_told_so_kindly_and_nobody_else_can_take_it_back(family, as_, with_time):
    page = as_(family.sara).visit(family.place + FORM).send(**SENT["a sentence"][1]).follow()
    at = page.undo.action
    anothers = as_(family.jonas)
    key = anothers.visit(family.place + FORM).form("csrf_token")["csrf_token"].value
    assert anothers.post(at, csrf_token=key).status == 404

    with time_machine.travel(now() + timedelta(seconds=SECONDS), tick=False):
        late = page.take_back().follow()

    assert "Det er for sent at fortryde." in late.says
    assert "Vi sang." in late.says


def test_without_the_setting_nothing_can_be_taken_back_and_all_is_told_at_once(family, as_):
    sent = as_(family.sara).visit(f"{family.place}/inquire").send(words="Kan vi rykke mødet?").follow()

    assert sent.undo is None
    assert family.told() == {family.karin.id}
