"""What people meet when parents are kept apart: the pages, and what none of them tells."""

import pytest

from portal.access.actor import Role
from portal.access.models import Audience, Contribution
from portal.cases import queries
from portal.cases.models import Secret, Shield
from portal.db.session import session
from tests.cases.apart import HOME, Family
from tests.network.around import freshly

WRITTEN = {"words": HOME, "category": "strength", "audience": "in_case"}


@pytest.fixture
def family(a, app) -> Family:
    return Family(a)


@pytest.fixture
def protected(family) -> Family:
    family.apart()
    family.keeps_secret()
    return family


def place(family: Family, page: str = "") -> str:
    return f"/cases/{family.case.id}/{page}"


def test_the_caseworker_decides_and_the_page_says_what_holds(family, as_):
    page = as_(family.karin).visit(place(family, "apart/decide"))

    page.send(
        protected=family.seat(family.louise).id,
        others=[family.seat(family.martin).id],
        kind="no_contact",
        reason="Tilhold fra politiet.",
    )

    assert "Louise (mor) er skjult for Martin (far)" in as_(family.karin).visit(place(family, "apart")).says
    assert "Louise" not in as_(family.martin).visit(place(family, "members")).says


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"others": []}, "Vælg mindst én"),
        ({"others": "the same"}, "Ingen kan være skjult for sig selv"),
        ({"review_on": "2020-01-01"}, "Skriv en dag, der kommer"),
        ({"from_date": "2999-01-01"}, "Skriv i dag eller en dag før"),
    ],
)
def test_what_cannot_be_decided_is_said_kindly(family, as_, wrong, says):
    louise = family.seat(family.louise).id
    told = {"protected": louise, "others": [family.seat(family.martin).id], "kind": "shielded", "reason": "x"}
    told |= {name: [louise] if value == "the same" else value for name, value in wrong.items()}

    answer = as_(family.karin).visit(place(family, "apart/decide")).send(**told)

    assert says in answer.says
    assert session.query(Shield).count() == 0


@pytest.mark.parametrize("page", ["apart", "apart/decide", "held"])
def test_the_family_does_not_decide(protected, as_, page):
    assert as_(protected.martin).visit(place(protected, page)).status == 403


def test_she_writes_what_must_be_kept_secret_and_takes_it_out_again(protected, as_):
    front = as_(protected.louise).visit(place(protected)).says
    page = place(protected, f"members/{protected.seat(protected.louise).id}/secret")
    as_(protected.louise).visit(page).send(kind="school", told="Skovbrynet Skole")

    shown = as_(protected.louise).visit(page)

    assert "Det, der skal holdes hemmeligt" in front
    assert "Martin kan ikke se dig her" in shown.says
    assert "Rønnevej 3" in shown.says
    assert "Skovbrynet Skole" in shown.says
    assert "Tilhold" not in shown.says


def test_he_finds_no_trace_of_it(protected, as_):
    page = place(protected, f"members/{protected.seat(protected.louise).id}/secret")
    own = place(protected, f"members/{protected.seat(protected.martin).id}/secret")

    assert as_(protected.martin).visit(page).status == 404
    assert as_(protected.martin).visit(own).status == 404
    for path in ("", "members", "story", "map", "network", "plan"):
        says = as_(protected.martin).visit(place(protected, path)).says
        assert "hemmeligt" not in says
        assert "skjult" not in says
        assert "Louise" not in says


def test_a_caseworker_is_shown_what_the_words_give_away_and_finds_them_again(protected, as_):
    karin = as_(protected.karin)

    answer = karin.visit(place(protected, "map/add/works")).send(**WRITTEN)

    assert answer.status == 409
    assert "Martin ville læse det" in answer.says
    assert "<mark>Rønnevej</mark>" in answer.says
    assert session.query(Contribution).count() == 0
    assert karin.visit(place(protected, "map/add/works")).fields["words"] == HOME


def test_a_child_is_told_nothing_and_the_caseworker_finds_the_text_waiting(protected, as_, a):
    freja = a.member(protected.case, "Freja Lund", Role.CHILD, relation="barn")
    said = protected.says(freja, audience=Audience.US_HERE, readers=[protected.martin])

    assert "venter" not in as_(freja).visit(place(protected)).says
    desk = as_(protected.karin).visit("/waiting").says
    assert "En tekst venter på, at du ser på den" in desk
    held = as_(protected.karin).visit(place(protected, f"held/{said.id}"))
    assert "<mark>Rønnevej</mark>" in held.says
    assert held.send(answer="other_words").status == 200
    assert held.send(answer="through", words="").status == 303
    assert protected.sees(protected.martin, said)


def test_the_caseworker_asks_for_other_words_and_the_text_goes_on_waiting(protected, as_, a):
    freja = a.member(protected.case, "Freja Lund", Role.CHILD, relation="barn")
    said = protected.says(freja, audience=Audience.US_HERE, readers=[protected.martin])

    as_(protected.karin).visit(place(protected, f"held/{said.id}")).send(
        answer="other_words", words="Vil du skrive det uden vejen?"
    )

    asked = queries.answers_to(protected.actor(freja), [said.id])
    assert [one.words for one in asked[said.id]] == ["Vil du skrive det uden vejen?"]
    assert not protected.sees(protected.martin, said)


def test_two_of_the_staff_end_it_and_the_second_shows_who_it_is_first(app, protected, as_):
    shield = session.query(Shield).one()
    as_(protected.karin).visit(place(protected, f"apart/{shield.id}/end")).send(why="Byretten.")
    tom = as_(protected.tom)
    refused = tom.visit(f"/apart/{shield.id}").send(answer="yes")
    assert refused.status == 403
    assert "Karin Bech spørger" in tom.visit("/apart").says
    assert as_(protected.karin).visit(f"/apart/{shield.id}").status == 404
    answered = freshly(app, protected.tom).visit(f"/apart/{shield.id}").send(answer="yes")

    assert answered.status == 303
    session.expire_all()
    assert session.query(Shield).one().ended_by_id == protected.tom.id


def test_a_secret_is_taken_out_by_the_one_it_protects(protected, as_):
    page = place(protected, f"members/{protected.seat(protected.louise).id}/secret")
    secret = session.query(Secret).one()

    as_(protected.louise).visit(page).send(f"{secret.id}/take-out")

    session.expire_all()
    assert session.query(Secret).one().told is None
    assert as_(protected.karin).visit(page).status == 200


def test_a_sentence_is_shown_to_more_people_once_somebody_is_there_to_read_it(family, as_):
    said = family.says(family.louise, "Vi læser hver aften.")
    page = as_(family.louise).visit(place(family, f"said/{said.id}/release"))

    assert "Birthe (mormor)" in page.says
    assert page.send().status == 303
    assert family.sees(family.birthe, said)
    assert as_(family.louise).visit(place(family, f"said/{said.id}/release")).status == 403
