"""A plan begins when its alarm card is handed over and the child told; one for tonight may begin before."""

from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError, IntegrityError

from portal.db.session import session
from portal.plan import queries, service
from portal.plan.models import PlanVersion
from portal.plan.models.beginning import Beginning
from portal.plan.models.needs import Needs
from tests.plan.conftest import done, handed
from tests.plan.seen import today


def ready(family, how=None) -> str:
    """Everybody has said yes. Where the plan is let begin."""
    family.agrees_on("Else henter.", family.sara, family.else_)
    version = service.send_out(family.as_actor(family.karin), family.case, how or Needs())
    session.commit()
    family.says_yes(family.sara, family.jonas, family.karin, family.else_)
    family.hears_emil()
    return f"{family.place}/{version.id}/put-in-force"


def status() -> str:
    session.expire_all()
    return session.query(PlanVersion.status).scalar()


def test_karin_says_how_and_when_and_it_stands_with_the_version(family, as_):
    later = (today() + timedelta(days=2)).isoformat()
    page = as_(family.karin).visit(ready(family))

    assert page.send(**{**handed(), "told_by": "Sara, ved sengen", "told_on": later}).status == 303

    assert status() == "in_force"
    for who in (family.sara, family.jonas, family.karin):
        says = as_(who).visit(f"{family.place}/versions").says
        assert "På papir." in says
        assert "Sara, ved sengen" in says
    story = as_(family.sara).visit(f"/cases/{family.case.id}/story").says
    assert "skrev, hvordan alarmkortet blev givet" in story


@pytest.mark.parametrize("name", ["card_how", "card_on", "told_by", "told_on"])
def test_without_one_of_them_it_does_not_begin_and_what_was_filled_in_stays(family, as_, name):
    page = as_(family.karin).visit(ready(family))

    late = page.send(**{**handed(), name: ""})

    assert late.status == 200
    assert ("Vælg en dag" if name.endswith("_on") else "Skriv noget her") in late.says
    kept = {key: value for key, value in handed().items() if key != name}
    assert late.fields | kept == late.fields
    assert status() == "approved"


def test_a_card_is_not_handed_over_on_a_day_to_come(family, as_):
    page = as_(family.karin).visit(ready(family))

    late = page.send(**{**handed(), "card_on": (today() + timedelta(days=1)).isoformat()})

    assert "Vælg i dag eller en dag før." in late.says
    assert status() == "approved"


def test_a_plan_for_tonight_may_begin_before_with_a_word_why(family, as_):
    page = as_(family.karin).visit(ready(family, service.Lasting(3, "Ring til Karin.")))

    assert page.send(not_yet=["not_yet"]).status == 200, "it takes a word"
    assert page.send(not_yet=["not_yet"], why="Vi gør det i morgen tidlig.").status == 303

    assert status() == "in_force"
    assert "Vi gør det i morgen tidlig." in as_(family.sara).visit(f"{family.place}/versions").says


def test_a_plan_that_goes_on_may_not(family, as_):
    place = ready(family)
    assert "not_yet" not in as_(family.karin).visit(place).says

    karin = family.as_actor(family.karin)
    with pytest.raises(service.CannotWait):
        service.put_in_force(karin, queries.versions(karin).out, service.NotYet("I morgen."))
    session.rollback()
    assert status() == "approved"


def test_it_is_never_changed_and_never_half(family):
    ready(family)
    karin = family.as_actor(family.karin)
    service.put_in_force(karin, queries.versions(karin).out, done())
    session.commit()

    for change in (
        "UPDATE beginning SET told_by = 'Jonas'",
        "UPDATE contribution SET words = 'Andet' WHERE kind = 'beginning'",
    ):
        with pytest.raises((DatabaseError, IntegrityError)):
            session.execute(text(change))
        session.rollback()
    assert session.query(Beginning).one().told_by == "Sara"
