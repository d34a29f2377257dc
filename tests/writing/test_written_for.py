"""A caseworker writes down what a member of the family says, in the open; and the member may say: not so."""

import pytest

from portal.access.actor import Role
from portal.cases import queries
from portal.cases.models import Case
from portal.db.session import session
from portal.history.models import Event, Look
from portal.mapping.models import MapEntry
from portal.plan.models import Agreement
from portal.ruler.service import load_default
from portal.writing.models import Draft

SAID = {"how": "interpreter", "category": "strength", "words": "Emil sover godt.", "audience": "in_case"}


@pytest.fixture
def family(a):
    """Karin, Sara who reads with difficulty, Jonas, and Else who does not share the whole case."""

    class Family:
        karin = a.caseworker()
        case = a.case(caseworker=karin)
        sara, jonas = a.member(case), a.member(case, "Jonas Lind", relation="far")
        else_ = a.member(case, "Else Holm", Role.NETWORK_PERSON)

        def place(self, path, person):
            return f"/cases/{self.case.id}/{path}?for={a.seat(self.case, person).id}"

    return Family()


def write_down(as_, family, **answers):
    page = as_(family.karin).visit(family.place("map/add/works", family.sara))
    return page.send(**SAID | answers)


def entry():
    return session.query(MapEntry).one()


def test_what_sara_says_stands_as_hers_with_the_writer_named(family, as_):
    page = as_(family.karin).visit(f"/cases/{family.case.id}/map/add/works")
    assert "Skriv for Sara" in page.says

    assert write_down(as_, family, read_aloud="y").status == 303

    said = entry()
    assert (said.author_id, said.written_by_id) == (family.sara.id, family.karin.id)
    assert (said.written_how, said.read_aloud) == ("interpreter", True)
    assert (
        "Karin har skrevet det ned for Sara." in as_(family.jonas).visit(f"/cases/{family.case.id}/map").says
    )
    assert session.query(Event.by_id).filter_by(what="map.added").scalar() == family.karin.id
    assert session.query(Look).filter_by(person_id=family.sara.id).count() == 0


def test_how_the_words_came_is_asked_before_anything_is_written(family, as_):
    page = as_(family.karin).visit(family.place("map/add/works", family.sara))
    late = page.send(**{name: said for name, said in SAID.items() if name != "how"})

    assert late.status == 200
    assert late.fields["words"] == "Emil sover godt."
    assert session.query(MapEntry).count() == 0


def test_the_writer_reads_it_by_the_speakers_rules_and_no_longer_when_it_is_hidden(family, a, as_):
    answers = {"audience": "us_here", "readers": [str(family.jonas.id)]}
    write_down(as_, family, **answers)

    def sees(person):
        return queries.find_contribution(a.actor(family.case, person), entry().id) is not None

    assert [sees(one) for one in (family.sara, family.karin, family.jonas, family.else_)] == [
        True,
        True,
        True,
        False,
    ]
    as_(family.sara).visit(f"/cases/{family.case.id}/said/{entry().id}/hide").send()
    session.expire_all()
    assert [sees(one) for one in (family.sara, family.karin, family.jonas)] == [True, False, False]


def test_sara_says_that_she_did_not_say_that_and_all_readers_see_it(family, as_):
    write_down(as_, family)
    place = f"/cases/{family.case.id}/said/{entry().id}/not-said"
    assert f"/said/{entry().id}/not-said" in as_(family.sara).visit(f"/cases/{family.case.id}/map").says

    assert as_(family.sara).visit(place).send().status == 303

    for reader in (family.jonas, family.karin):
        page = as_(reader).visit(f"/cases/{family.case.id}/map").says
        assert "Sara siger: Det sagde jeg ikke." in page
        assert "Emil sover godt." in page
    assert str(family.karin.id) in session.query(Case.untold).scalar()
    assert [as_(one).visit(place).status for one in (family.sara, family.karin, family.jonas)] == [403] * 3


def test_nobody_but_the_caseworker_writes_for_another_and_not_everywhere(family, as_):
    for writer, about, path in [
        (family.jonas, family.sara, "map/add/works"),
        (family.sara, family.else_, "map/add/works"),
        (family.karin, family.karin, "map/add/works"),
        (family.karin, family.sara, "map"),
        (family.karin, family.sara, "plan"),
        (family.karin, family.sara, f"said/{family.case.id}/remark"),
    ]:
        assert as_(writer).visit(family.place(path, about)).status == 404
    assert as_(family.karin).visit(family.place("map/add/works", family.else_)).status == 403


def test_a_draft_for_sara_is_not_a_draft_of_ones_own(family, as_):
    karin = as_(family.karin)
    place = family.place("map/add/works", family.sara)
    page = karin.visit(place)
    token = page.fields["csrf_token"]
    form = {"words": "Halvt.", "how": "paper", "csrf_token": token}

    assert karin.post("/drafts", place=place, **form).status == 204

    assert karin.visit(place.partition("?")[0]).fields["words"] == ""
    again = karin.visit(place)
    assert (again.fields["words"], again.fields["how"]) == ("Halvt.", "paper")
    assert again.send(**SAID).status == 303
    assert session.query(Draft).count() == 0


def test_an_agreement_a_remark_and_a_step_can_be_written_down_too(family, a, as_):
    karin, seat = as_(family.karin), a.seat(family.case, family.sara).id
    words = a.entry(family.case, family.jonas, "Emil er træt.")

    remark = karin.visit(family.place(f"said/{words.id}/remark", family.sara))
    assert remark.send(how="meeting", words="Ikke hos mig.").status == 303
    agreed = karin.visit(family.place("plan/propose", family.sara))
    assert agreed.send(how="reading", words="Jeg læser højt.", doers=[str(seat)]).status == 303
    load_default()
    session.commit()
    child = a.child(family.case).id
    step = karin.visit(family.place(f"ruler/score/{child}", family.sara))
    scored = step.send(
        how="reading", opens_to="in_case", step="2", context="home", words="Emil ler.", dimension="child"
    )

    assert scored.status == 303
    assert "Du har skrevet det ned for Sara." in scored.follow().says
    said = session.query(Agreement).one()
    assert (said.author_id, said.written_by_id) == (family.sara.id, family.karin.id)
    assert (
        "Karin har skrevet det ned for dig." in as_(family.sara).visit(f"/cases/{family.case.id}/plan").says
    )
