"""What a published ruler says of whom it asks, where, about what and for whose eyes, holds on every page."""

from datetime import date, timedelta

import pytest

from portal.access.actor import Role
from portal.access.decisions import may
from portal.access.permissions import Permission
from portal.db.session import session
from portal.ruler import queries, service
from portal.ruler.models import Choice, Dimension, OpensTo, Score, ScoreRound
from portal.ruler.queries.ages import band_of
from tests.ruler.made import in_use

SIGNS = [
    {
        "key": key,
        "from_months": first,
        "to_months": last,
        "name": {"da": key.title()},
        "signs": {"green": {"da": [f"Tegn for {key}."]}},
    }
    for key, first, last in (("unborn", -9, -1), ("small", 0, 143), ("tall", 144, 275))
]


@pytest.fixture
def around(family):
    """Beside the parents and Karin: mormor Else, the teacher Lone, and Emil, who is twelve."""
    member, case = family.a.member, family.case
    family.else_ = member(case, "Else Holm", Role.NETWORK_PERSON)
    family.lone = member(case, "Lone Dam", Role.PROFESSIONAL)
    family.emil = member(case, "Emil Holm", Role.CHILD, relation="barn")
    return family


def sees(family, person, score) -> bool:
    session.expire_all()
    return queries.find_score(family.a.actor(family.case, person), score.id) is not None


@pytest.mark.parametrize(
    ("scored_by", "asked"),
    [
        (["professionals"], {"Karin", "Tom", "Lone"}),
        (["parents"], {"Sara", "Jonas"}),
        (["network", "child"], {"Else", "Emil"}),
    ],
)
def test_only_those_whom_the_ruler_asks_can_be_asked(around, scored_by, asked):
    in_use(scored_by=scored_by)

    found = queries.find_to_ask(around.a.actor(around.case, around.karin))

    assert {seat.name.split()[0] for seat in found.seats} == asked


def test_a_parent_whom_it_does_not_ask_is_offered_nothing_and_nothing_is_taken(family, as_):
    in_use(scored_by=["professionals"])
    sara = as_(family.sara)

    page = sara.visit(family.path())

    assert page.status == 200
    assert not page.links_to(family.question())
    assert sara.visit(family.question()).status == 403
    with pytest.raises(service.NotAsked):
        family.says(family.sara, 2)
    session.rollback()
    assert as_(family.karin).visit(family.path()).links_to(family.question())


def test_nobody_waits_for_those_whom_it_does_not_ask(family):
    in_use(scored_by=["professionals"])

    family.says(family.karin, 2)

    assert session.query(ScoreRound).one().revealed_at is not None


@pytest.mark.parametrize(("from_age", "asks"), [(12, True), (13, False)])
def test_a_child_answers_from_the_age_of_the_ruler(around, as_, from_age, asks):
    in_use(scored_by=["child"], child_from_age=from_age)
    emil = around.a.actor(around.case, around.emil)

    about = queries.find_oneself(emil)

    assert may(emil, Permission.RULER_SCORE_ONESELF, about) is asks
    assert bool(as_(around.emil).visit(f"/cases/{around.case.id}/").links_to(around.path("me"))) is asks


def test_a_child_is_old_enough_from_the_birthday_on(family, clock):
    in_use(scored_by=["child"], child_from_age=10)
    emil = family.a.member(family.case, "Emil Holm", Role.CHILD, relation="barn", born=date(2017, 3, 10))
    asked = [queries.answers(family.a.actor(family.case, emil), queries.ruler_in_use())]

    clock.shift(timedelta(days=1))

    assert [*asked, queries.answers(family.a.actor(family.case, emil), queries.ruler_in_use())] == [
        False,
        True,
    ]


def test_an_answer_in_the_open_is_read_at_once_and_an_older_one_stays_sealed(family, as_):
    older = family.says(family.jonas, 2)
    in_use(blind_first=False)

    page = as_(family.sara).visit(family.question())
    told = page.response.html.main.get_text(" ", strip=True)
    open_ = family.says(family.sara, 2)

    assert "kan se dit svar, så snart du gemmer det." in told
    assert page.says.index("så snart du gemmer det") < page.says.index("<textarea")
    assert sees(family, family.jonas, open_)
    assert not sees(family, family.sara, older)
    assert "De andre kan ikke se" not in as_(family.jonas).visit(family.path(open_.id)).says
    assert as_(family.jonas).visit(family.path()).status == 200
    assert not family.says(family.jonas, 1).blind


def test_in_the_open_too_it_is_read_by_those_its_author_chose_and_by_those_asked_beside(around):
    in_use(blind_first=False, scored_by=["parents", "network"])
    around.asks(around.sara, around.jonas, around.else_)

    chosen = around.says(around.sara, 2, opens_to=OpensTo.CHOSEN, readers=frozenset({around.else_.id}))
    for_all = around.says(around.jonas, 2)

    assert [sees(around, who, chosen) for who in (around.else_, around.karin, around.jonas)] == [
        True,
        True,
        False,
    ]
    assert [sees(around, who, for_all) for who in (around.else_, around.sara, around.lone)] == [
        True,
        True,
        False,
    ]


def test_only_what_the_ruler_asks_about_is_asked_and_taken(family, as_):
    in_use(contexts=["home", "leisure"], dimensions=["child"])
    page = as_(family.sara).visit(family.question())
    assert [one["value"] for one in page.response.html.select("[name=context]")] == ["home", "leisure"]
    assert not page.response.html.select("[name=dimension]")

    page.send(opens_to="in_case", step="2", words="Han sov.", context="home")

    score = session.query(Score).one()
    assert (score.dimension, score.context) == ("child", "home")
    with pytest.raises(service.NotAsked):
        family.says(family.sara, 2, dimension=Dimension.PARENTAL_CARE)
    session.rollback()
    in_use(contexts=["school"])
    with pytest.raises(service.NotAsked):
        family.says(family.sara, 2)  # as at home


def test_where_it_asks_about_one_thing_the_first_screen_is_the_step_and_one_place_is_no_question(family, as_):
    in_use(contexts=["school"], dimensions=["child"])
    sara = as_(family.sara)

    step = sara.visit(f"{family.question()}/about").follow()
    given = sara.visit(family.question()).send(opens_to="in_case", step="2", words="Han sov.").follow()

    assert step.path.endswith("/step")
    assert given.status == 200
    assert session.query(Score).one().context == "school"


def test_a_high_answer_reaches_those_whom_the_ruler_names_and_the_writer_reads_who(family, as_):
    in_use(alert={"from_step": 3, "to": ["caseworker"]})
    page = as_(family.sara).visit(family.question())

    score = family.says(family.sara, 3)

    assert "Vælger du 3, får Karin besked med det samme." in page.says
    assert sees(family, family.karin, score)
    assert not sees(family, family.tom, score)
    assert "Karin kan se dit svar." in as_(family.sara).visit(family.path(score.id)).says


def test_who_can_help_and_whom_to_call_at_night_stand_beside_the_guidance(family, as_):
    told = service.shipped("tre_farver").plain()
    told["duty_phones"] = [{"name": {"da": "Natvagten"}, "phone": "20 30 40 50"}]
    in_use(**{name: told[name] for name in ("steps", "duty_phones")})
    score = family.says(family.sara, 3)

    for person in (family.sara, family.karin):
        page = as_(person).visit(family.path(score.id))
        assert [one for one in told["steps"][2]["partners"]["da"] if one not in page.says] == []
        assert "Natvagten" in page.says
        assert 'href="tel:20304050"' in page.says
        assert "10 20 30 41" not in page.response.html.select_one(".danger").get_text()


def test_the_signs_of_the_age_stand_beside_the_question_for_professionals_and_the_age_is_kept(around, as_):
    in_use(age_bands=SIGNS)
    pages = {who: as_(who).visit(around.question()).says for who in (around.karin, around.sara)}

    score = around.says(around.karin, Choice.DO_NOT_KNOW)

    assert "Tegn for tall." in pages[around.karin]
    assert "Tegn for small." not in pages[around.karin]
    assert "Tegn for" not in pages[around.sara]
    assert score.age_band == "tall"


@pytest.mark.parametrize(
    ("born", "key"),
    [
        (date(2027, 3, 10), "unborn"),
        (date(2027, 3, 9), "small"),
        (date(2015, 3, 10), "small"),
        (date(2015, 3, 9), "tall"),
        (date(2000, 1, 1), None),
        (date(2028, 1, 1), None),
    ],
)
def test_an_age_begins_on_its_day_and_before_birth_it_has_not_begun(born, key):
    told = service.shipped("tre_farver").model_validate(
        service.shipped("tre_farver").plain() | {"age_bands": SIGNS}
    )

    band = band_of(told, born, date(2027, 3, 9))

    assert (band.key if band else None) == key


def test_the_axis_has_the_municipalitys_own_colours(family, sees, clock):
    told = service.shipped("tre_farver").plain()
    told["steps"][1]["colour"] = "#AABBCC"
    in_use(steps=told["steps"])
    family.all_answer(clock, (2, 1, 2))

    axis = sees(family.sara).figures[0].select_one(".axis")

    assert [one["fill"] for one in axis.select("rect")] == ["#AABBCC"]


def test_the_picture_stands_the_same_from_right_to_left(family, sees, clock, app, monkeypatch):
    family.all_answer(clock, (4, 2, 4), (3, 2, 4))
    before = sees(family.sara)
    monkeypatch.setitem(app.jinja_env.globals, "direction", lambda: "rtl")

    turned = sees(family.sara)

    assert turned.html.html["dir"] == "rtl"
    assert str(turned.figures[0]) == str(before.figures[0])
