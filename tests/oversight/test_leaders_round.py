"""A leader goes through what was opened without a seat, and some of each month's looks. No case is opened."""

from datetime import UTC, datetime

import pytest
import time_machine
from sqlalchemy.exc import DBAPIError

from portal.db.session import session
from portal.history import verification
from portal.history.models import Look
from portal.oversight import queries, service
from portal.oversight.models import LookSample, SampledLook, SignOff
from tests.db.test_statements import visit
from tests.oversight.conftest import lines

OCTOBER, NOVEMBER = datetime(2026, 10, 5, 11, tzinfo=UTC), datetime(2026, 11, 3, 11, tzinfo=UTC)


def test_a_leader_reads_the_words_and_signs_off(around, as_):
    around.opens(around.on_duty()).follow()
    ulla = around.leading()
    assert len(visit(ulla, "/oversight").statements) <= 4
    page = ulla.visit("/oversight")
    assert "Politiet ringede i nat." in page.says
    assert "Mia Toft" in page.says
    one = queries.openings()[0]

    form = ulla.visit(f"/oversight/openings/{one.opening.id}")
    assert "Noget hastede" in form.says
    assert "Forsiden" in form.says or "forsiden" in form.says
    refused = form.send(verdict="examine", words="")
    assert "Skriv, hvad der skal undersøges" in refused.says
    assert refused.send(verdict="examine", words="Hvem ringede?").status == 303
    assert ulla.visit(f"/oversight/openings/{one.opening.id}").send(verdict="fine").status == 303

    assert [sign.verdict for sign in session.query(SignOff).order_by(SignOff.created_at)] == [
        "examine",
        "fine",
    ]
    assert queries.openings()[0].sign_off.verdict == "fine"
    assert "Ulla Brink" in ulla.visit("/oversight").says
    assert not service.still(around.ulla.id, None)
    assert list(verification.faults()) == []


def test_the_family_reads_that_a_leader_checked(around, as_):
    around.opens(around.on_duty())
    around.leading().visit(f"/oversight/openings/{queries.openings()[0].opening.id}")

    told = lines(as_(around.sara).visit(around.looks))
    assert "En leder Ser efter, at ingen kigger uden grund" in told
    assert "Ulla" not in told


@pytest.mark.parametrize("role", ["caseworker", "administrator"])
def test_only_leaders_come_here(around, role):
    around.opens(around.on_duty())
    opening = queries.openings()[0].opening
    for address in ("/oversight", f"/oversight/openings/{opening.id}"):
        assert around.leading(role).visit(address).status == 404


@pytest.fixture
def october(around, as_):
    """A month with fourteen looks by staff, and one by a mother."""
    with time_machine.travel(OCTOBER, tick=False) as clock:
        for _ in range(7):
            clock.shift(60)
            as_(around.karin).visit(f"{around.home}map")
            as_(around.mia).visit(f"{around.home}map")
        as_(around.sara).visit(around.home)


def test_some_of_last_months_looks_by_staff_are_chosen_once_by_a_lot_that_is_kept(around, october, as_):
    with time_machine.travel(NOVEMBER):
        as_(around.karin).visit(around.home)
        first = service.draw_sample(5)
        assert service.draw_sample(5) is None

    chosen = session.query(SampledLook).order_by(SampledLook.position).all()
    assert (first.month, first.among, len(chosen)) == ("2026-10", 14, 5)
    people = {look.person_id for look in chosen}
    assert people <= {around.karin.id, around.mia.id}
    of_staff = [one.id for one in session.query(Look) if one.person_id != around.sara.id]
    again = sorted(of_staff[:], key=lambda one: service.lot(first.seed, one))
    assert [look.look_id for look in chosen] == [one for one in again if one in _of_october()][:5]


def _of_october():
    return {one.id for one in session.query(Look) if one.created_at < NOVEMBER.replace(day=1)}


def test_a_leader_goes_through_the_sample_one_by_one(around, october):
    with time_machine.travel(NOVEMBER):
        ulla = around.leading()
        assert ulla.visit("/oversight").send(_to="/oversight/draw").status == 303
        sample = session.query(LookSample).one()
        page = ulla.visit(f"/oversight/samples/{sample.id}")
        assert "Kig i oktober 2026" in page.says
        assert "Ingen har gennemgået det endnu." in page.says
        look = queries.sampled_in(sample)[0].look
        assert ulla.visit(f"/oversight/looks/{look.id}").send(verdict="fine").status == 303
        overview = ulla.visit("/oversight")

    assert "1 af 14 er fine" in overview.says
    assert "Vælg" not in overview.says
    with pytest.raises(DBAPIError):
        session.query(SignOff).delete()
    session.rollback()
    with pytest.raises(DBAPIError):
        session.query(SampledLook).delete()


def test_what_was_searched_for_is_read_by_the_leader_alone(around, as_):
    with time_machine.travel(OCTOBER, tick=False):
        as_(around.karin).visit(f"{around.home}search").send(words="mormors navn")
    with time_machine.travel(NOVEMBER):
        service.draw_sample(5)
    chosen = [one.id for one in session.query(SampledLook).filter_by(what="case:search")]

    pages = [around.leading().visit(f"/oversight/looks/{one}").says for one in chosen]

    assert any("mormors navn" in page for page in pages)
    assert "mormors navn" not in "".join(
        as_(one).visit(around.looks).says for one in (around.sara, around.karin)
    )
