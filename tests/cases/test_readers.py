"""Who reads own words, chosen anew; older words handed to a newcomer; and the journey of one shared worry."""

from datetime import timedelta

import pytest
from time_machine import travel

from portal.access.actor import Role
from portal.access.models import Audience, NamedReader
from portal.cases import panels, queries, service
from portal.db.session import session
from portal.history.models import Event
from portal.mapping.models import Category
from tests.plan.conftest import Family as PlanFamily

FORM = "/cases/{case}/said/{thing}/readers"


@pytest.fixture
def family(a):
    karin = a.caseworker()
    case = a.case(caseworker=karin)
    return case, karin, a.member(case), a.member(case, "Jonas Lind", relation="far")


def choose(a, case, who, thing, audience, *readers, seen=None, keep=()):
    actor = a.actor(case, who)
    now = queries.readers_now(actor, queries.find_contribution(actor, thing.id))
    done = service.choose_readers(
        actor, now, audience, [one.id for one in readers], seen=seen or now.state, keep=keep
    )
    session.commit()
    return done


def reads(a, case, who, thing) -> bool:
    return queries.find_contribution(a.actor(case, who), thing.id) is not None


def names(seats) -> list[str]:
    return [seat.name for seat in seats]


def test_a_mother_shares_a_worry_with_the_grandmother_looks_as_her_and_takes_it_back(a, as_, family):
    case, _karin, sara, _jonas = family
    else_ = a.member(case, "Else Holm", Role.NETWORK_PERSON, invited_by_id=sara.id)
    as_her = f"as={a.seat(case, else_).id}"
    mothers, hers = as_(sara), as_(else_)
    mothers.visit(f"/cases/{case.id}/map/add/worries").send(
        words="Jeg er bange om natten.",
        category="past_harm",
        happened="I går",
        effect="Jeg ved det ikke.",
        audience="us_here",
        readers=[else_.id],
    )
    seen_as_her = mothers.visit(f"/cases/{case.id}/map?{as_her}").says
    assert "Du ser siden, som Else ser den." in seen_as_her
    assert "Jeg er bange om natten." in seen_as_her

    page = hers.visit(f"/cases/{case.id}/map")
    answer_it = next(link for link in links(page) if link.endswith("/remark"))
    form = mothers.visit(answer_it.replace("/remark", "/readers"))
    assert "Else (mormor) kan læse det nu." in form.says
    assert "kan have læst det: Else (mormor)" in form.says
    told = (
        form.send(audience="in_case")
        .follow()
        .send(audience="us_here", readers=[a.seat(case, _karin).person_id])
    )

    assert "Else (mormor) kan have læst det. Det kan vi ikke tage tilbage." in told.follow().says
    refused = hers.visit(answer_it)
    assert refused.status == 404
    assert "10 20 30 40" in refused.says, "there is somebody to ring"
    assert "Ingen har delt noget med dig" in hers.visit(f"/cases/{case.id}/map").says
    assert "Jeg er bange" not in mothers.visit(f"/cases/{case.id}/map?{as_her}").says
    assert "valgte på ny, hvem der kan læse egne ord" in mothers.visit(f"/cases/{case.id}/story").says
    assert "valgte på ny" not in hers.visit(f"/cases/{case.id}/story").says


def links(page) -> list[str]:
    return [tag["href"] for tag in page.response.html.find_all("a", href=True)]


def test_wider_holds_at_once_and_takes_from_nobody(a, family):
    case, karin, sara, jonas = family
    else_ = a.member(case, "Else Holm", Role.NETWORK_PERSON)
    thing = a.entry(case, sara, audience=Audience.US_HERE, readers=(else_,))

    done = choose(a, case, sara, thing, Audience.IN_CASE)

    assert names(done.gained) == ["Karin", "Jonas"]
    assert done.lost == []
    assert all(reads(a, case, who, thing) for who in (karin, jonas, else_))


def test_narrower_tells_who_loses_it_and_who_had_a_page_open_meanwhile(a, as_, family):
    case, karin, sara, jonas = family
    thing = a.entry(case, sara)
    as_(jonas).visit(f"/cases/{case.id}/story")

    done = choose(a, case, sara, thing, Audience.US_HERE, karin)

    assert (names(done.lost), names(done.may_have_read)) == (["Jonas"], ["Jonas"])
    assert reads(a, case, karin, thing)
    assert not reads(a, case, jonas, thing)
    event = session.query(Event).filter_by(what="case.readers_chosen").one()
    assert (event.by_id, event.subject_id, event.detail) == (sara.id, thing.id, {"audience": "us_here"})


def test_what_was_sent_for_an_answer_stays_with_the_one_who_promised_it(a, as_, family):
    case, karin, sara, jonas = family
    thing = a.entry(case, sara)
    as_(sara).visit(f"/cases/{case.id}/send").send()
    place = FORM.format(case=case.id, thing=thing.id)

    page = as_(sara).visit(place)
    assert "Karin (rådgiver) kan læse det, uanset hvad du vælger." in page.says
    page.send(audience="us_here", readers=[jonas.id])

    assert reads(a, case, karin, thing)


def test_an_agreement_stays_with_those_it_binds_and_all_of_a_plan_that_applies(a, family):
    case, karin, sara, jonas = family
    plan = PlanFamily(case, karin, sara, jonas, sara)
    agreed = plan.agrees_on("Sara synger.", sara, jonas)
    assert panels.keep_reading(agreed) == {sara.id, jonas.id, karin.id}

    choose(a, case, sara, agreed, Audience.US_HERE, keep=panels.keep_reading(agreed))

    assert reads(a, case, jonas, agreed)
    assert reads(a, case, karin, agreed)


def test_two_phones_of_one_mother_do_not_undo_each_other_unseen(a, as_, family):
    case, karin, sara, jonas = family
    thing = a.entry(case, sara)
    page = as_(sara).visit(FORM.format(case=case.id, thing=thing.id))
    choose(a, case, sara, thing, Audience.US_HERE, karin)

    answer = page.send(audience="us_here", readers=[jonas.id])

    assert answer.status == 409
    assert "på en anden telefon" in answer.says
    assert not reads(a, case, jonas, thing)
    assert answer.send(audience="us_here", readers=[jonas.id]).status == 303
    assert reads(a, case, jonas, thing)


@pytest.mark.parametrize("whose", ["anothers", "hidden", "an answer"])
def test_readers_are_chosen_of_own_standing_words_alone(a, as_, family, whose):
    case, _karin, sara, jonas = family
    thing = a.entry(case, jonas if whose == "anothers" else sara)
    if whose == "hidden":
        as_(sara).visit(f"/cases/{case.id}/said/{thing.id}/hide").send()
    if whose == "an answer":
        thing = a.remark(case, sara, a.entry(case, jonas))

    assert as_(sara).visit(FORM.format(case=case.id, thing=thing.id)).status == 403


def test_a_father_hidden_from_her_is_named_nowhere_to_a_mother_who_chooses(a, as_, family):
    case, karin, sara, jonas = family
    a.shield(case, protected=jonas, hidden_from=sara)
    thing = a.entry(case, sara)

    assert "Jonas" not in as_(sara).visit(FORM.format(case=case.id, thing=thing.id)).says
    assert names(choose(a, case, sara, thing, Audience.US_HERE, karin).lost) == []


@pytest.fixture
def newcomer(a, family):
    """Jonas' sister Mette, who came two days after what Sara wrote."""
    case, _karin, sara, jonas = family
    things = [a.entry(case, sara, f"Sætning {number}.") for number in range(3)]
    a.entry(case, jonas, "Fra Jonas.")
    with travel(a.now() + timedelta(days=2), tick=False):
        mette = a.member(case, "Mette Lind", relation="faster", role=Role.PARENT_WITHOUT_CUSTODY)
        yield case, sara, mette, things


def test_older_words_are_handed_to_one_newcomer_one_by_one_and_taken_back_likewise(a, as_, newcomer):
    case, sara, mette, things = newcomer
    other = a.member(case, "Ali Juhl", Role.NETWORK_PERSON)
    place = f"/cases/{case.id}/members/{a.seat(case, mette).id}/older"
    mothers = as_(sara)
    assert "Lad Mette læse det, du skrev før" in mothers.visit(f"/cases/{case.id}/members").says
    page = mothers.visit(place)
    assert "Fra Jonas." not in page.says

    page.send(words=[things[0].id, things[2].id])

    assert [reads(a, case, mette, thing) for thing in things] == [True, False, True]
    assert not reads(a, case, other, things[0])
    assert "Sætning 0." in as_(mette).visit(f"/cases/{case.id}/map").says

    answer = mothers.visit(place).send(words=[things[2].id])

    assert "kan ikke mere læse det, du tog tilbage" in answer.follow().says
    assert [reads(a, case, mette, thing) for thing in things] == [False, False, True]
    assert [
        event.what
        for event in session.query(Event).filter(Event.what.like("case.words_%")).order_by(Event.number)
    ] == [
        "case.words_handed",
        "case.words_handed",
        "case.words_taken_back",
    ]


def test_nobody_hands_over_to_one_who_was_there_before_or_is_hidden(a, as_, newcomer):
    case, sara, mette, _things = newcomer
    early = a.seat(case, sara)

    assert as_(mette).visit(f"/cases/{case.id}/members/{early.id}/older").status == 404
    a.shield(case, protected=mette, hidden_from=sara)
    assert as_(sara).visit(f"/cases/{case.id}/members/{a.seat(case, mette).id}/older").status == 404


def test_a_form_that_names_words_of_another_hands_nothing_over(a, as_, newcomer):
    case, sara, mette, _things = newcomer
    theirs = a.entry(case, mette, category=Category.STRENGTH)
    page = as_(sara).visit(f"/cases/{case.id}/members/{a.seat(case, mette).id}/older")
    form = page.form("words")
    form.fields["words"][0].force_value(str(theirs.id)) if hasattr(
        form.fields["words"][0], "force_value"
    ) else None

    form.submit(expect_errors=True)

    assert session.query(NamedReader).filter_by(contribution_id=theirs.id).count() == 0
