"""Drafts run out: a professional's after two weeks, a family's after a month; *Kun mig* never."""

from datetime import timedelta

import pytest
import time_machine

from portal.access.actor import Role
from portal.cases.queries import drafted_at_work
from portal.db.clock import now
from portal.db.session import session
from portal.mapping import service as mapping
from portal.mapping.models import Category
from portal.settings import Settings
from portal.writing import drafts
from portal.writing.models import Draft

TWO_WEEKS, A_MONTH = timedelta(days=14), timedelta(days=30)
A_MOMENT = timedelta(seconds=1)


def begins(person, place, case=None) -> None:
    drafts.keep(person.id, place, {"words": [place]}, case.id if case else None)
    session.commit()


def left_after(time: timedelta) -> set[str]:
    with time_machine.travel(now() + time, tick=False):
        drafts.forget_the_old(A_MONTH, TWO_WEEKS, drafted_at_work())
    session.commit()
    session.expire_all()
    return {draft.place for draft in session.query(Draft)}


def test_a_professionals_draft_lives_two_weeks_and_a_mothers_a_month(a):
    karin = a.caseworker()
    case = a.case(caseworker=karin)
    sara, lis = a.member(case), a.member(case, "Lis Berg", Role.PROFESSIONAL)
    begins(sara, "/sara", case)
    begins(lis, "/lis", case)
    begins(karin, "/karin", case)
    begins(karin, "/cases/open")

    assert left_after(TWO_WEEKS - A_MOMENT) == {"/sara", "/lis", "/karin", "/cases/open"}
    assert left_after(TWO_WEEKS + A_MOMENT) == {"/sara"}
    assert left_after(A_MONTH + A_MOMENT) == set()


def test_a_caseworker_who_is_an_aunt_elsewhere_loses_nothing_of_what_the_aunt_wrote(a):
    karin, other = a.caseworker(), a.case("Ida", caseworker=a.caseworker("Mia Toft"))
    case = a.case(caseworker=karin)
    a.member(other, person=karin, relation="moster")
    begins(karin, "/hers", other)
    begins(karin, "/at work", case)
    mapping.keep_to_myself(a.actor(other, karin), Category.STRENGTH, "Kun mit.")
    session.commit()

    kept = left_after(TWO_WEEKS + A_MOMENT)

    assert len(kept) == 2
    assert "/hers" in kept
    assert [draft.fields["words"] for draft in session.query(Draft).filter_by(kept=True)] == [["Kun mit."]]


@pytest.mark.parametrize("role", [Role.CASEWORKER, Role.PROFESSIONAL])
def test_a_professional_keeps_nothing_for_themselves_alone_whatever_the_form_says(a, role):
    case = a.case()
    actor = a.actor(case, a.member(case, "Lis Berg", role))

    with pytest.raises(mapping.OnlyForFamilies):
        mapping.keep_to_myself(actor, Category.STRENGTH, "Kun mit.")

    assert session.query(Draft).count() == 0


def test_a_form_bent_by_hand_to_only_me_is_not_taken_from_a_caseworker(a, as_):
    karin = a.caseworker()
    case = a.case(caseworker=karin)
    page = as_(karin).visit(f"/cases/{case.id}/map/add/works")
    form = page.form("words")
    form["words"], form["category"] = "Kun mit.", "strength"

    answer = page.browser.post(page.path, **dict(form.submit_fields()) | {"audience": "only_me"})

    assert answer.status == 200
    assert "Vælg en af dem" in answer.says
    assert answer.fields["words"] == "Kun mit."
    assert session.query(Draft).count() == 0


def test_no_setting_lets_a_professionals_draft_live_longer_than_two_weeks():
    limit = next(
        rule.le for rule in Settings.model_fields["staff_draft_days"].metadata if hasattr(rule, "le")
    )

    assert timedelta(days=limit) == TWO_WEEKS
