"""What agreements can, the other sections can: worded by two at once, written down for another, sent."""

import pytest

from portal.access.decisions import may
from portal.access.permissions import Permission
from portal.cases import queries as case_queries
from portal.cases import service as cases
from portal.cases.models import AnswerKind
from portal.db.on_behalf import WrittenDown, write_down
from portal.db.session import session
from portal.plan import queries, service
from portal.plan.models.items import Item, PlanItem, Wording
from portal.plan.models.sections import Section
from portal.review import queries as review
from tests.plan.written import HELD, place_of, reads, wants, writes


def rewords(family, item, words, **fields):
    """What comes from the author's other phone."""
    sara = family.as_actor(family.sara)
    current = queries.find_item_to_change(sara, item.id)
    service.reword_own_item(sara, current, Wording(words, {**current.fields, **fields}), current.revision)
    session.commit()


def says_now(item):
    session.expire_all()
    return session.get(PlanItem, item.id)


def test_changes_to_different_answers_are_both_kept(family, as_):
    item = writes(family, family.sara, Section.SIGNS, "Emil er stille.")
    page = as_(family.sara).visit(f"{family.place}/items/{item.id}/reword")
    rewords(family, item, "Emil er stille.", noticed_by="Else")

    sent = page.send(words="Emil siger ingenting.")

    assert sent.status == 303
    now = says_now(item)
    assert (now.words, now.fields["noticed_by"]) == ("Emil siger ingenting.", "Else")
    assert "Begge dele er gemt." in sent.follow().says


def test_the_same_answer_is_shown_as_it_was_is_and_is_wished_and_can_be_sent_again(family, as_):
    item = writes(family, family.sara, Section.TIMELINE, "Første trin.")
    page = as_(family.sara).visit(f"{family.place}/items/{item.id}/reword")
    rewords(family, item, "Første trin.", criteria="Fem uger.", ends="2026-12-01")

    late = page.send(criteria="Seks uger.")

    assert late.status == 409
    assert all(text in late.says for text in ("Fire rolige uger.", "Fem uger.", "Seks uger."))
    assert (late.fields["criteria"], late.fields["ends"]) == ("Seks uger.", "2026-12-01")
    assert late.send().status == 303
    assert (says_now(item).fields["criteria"], says_now(item).fields["ends"]) == ("Seks uger.", "2026-12-01")


def test_what_came_since_a_suggestion_was_written_stays_when_it_is_taken_in(family):
    item = writes(family, family.sara, Section.SIGNS, "Emil er stille.")
    wish = wants(family, family.jonas, item, "Emil gemmer sig.")
    rewords(family, item, "Emil er stille.", noticed_by="Else")
    sara = family.as_actor(family.sara)

    service.take_in(sara, queries.find_item_wish(sara, wish.id), 2)
    session.commit()

    now = says_now(item)
    assert (now.words, now.fields["noticed_by"]) == ("Emil gemmer sig.", "Else")


@pytest.mark.parametrize("of_section", [True, False])
def test_a_yes_written_down_opens_taking_in_until_its_author_says_it_was_never_said(family, of_section):
    sara, karin, jonas = (family.as_actor(one) for one in (family.sara, family.karin, family.jonas))
    if of_section:
        about = writes(family, family.sara, Section.SIGNS)
        wish, find = wants(family, family.jonas, about), queries.find_item_wish
    else:
        about = family.agrees_on("Vi spiser sammen.")
        wanted = service.Wanted("Derfor.", {**queries.said_by(about), "words": "Vi spiser ude."})
        wish, find = service.propose_change(jonas, about, wanted, 1), queries.find_wish
    write_down(WrittenDown(family.karin.id, family.sara.id, "reading", read_aloud=True))
    yes = service.say_of(sara, find(sara, wish.id), cases.Reply(AnswerKind.YES, "", wish.revision))
    session.commit()
    assert may(karin, Permission.PLAN_TAKE_IN, find(karin, wish.id))

    cases.say_not_said(sara, yes)
    session.commit()

    assert not may(karin, Permission.PLAN_TAKE_IN, find(karin, wish.id))
    assert may(sara, Permission.PLAN_TAKE_IN, find(sara, wish.id))


def test_karin_writes_down_what_sara_says_in_a_section_and_her_answer_to_a_suggestion(family, as_):
    karin, seat = as_(family.karin), family.seat(family.sara).id
    page = karin.visit(f"{place_of(family, Section.SIGNS)}/write")
    assert "Skriv for Sara" in page.says

    told = {"how": "interpreter", "words": "Emil er stille.", **HELD[Section.SIGNS]}
    assert karin.visit(f"{place_of(family, Section.SIGNS)}/write?for={seat}").send(**told).status == 303

    item = session.query(PlanItem).one()
    assert (item.author_id, item.written_by_id) == (family.sara.id, family.karin.id)
    read = as_(family.jonas).visit(place_of(family, Section.SIGNS))
    assert "Karin har skrevet det ned for Sara." in read.says
    wish = wants(family, family.jonas, item)
    answered = karin.visit(f"{family.place}/items/{wish.id}/answer?for={seat}")
    assert answered.send(how="reading", answer="yes").status == 303
    assert session.get(type(wish), wish.id).accepted_at is not None


def test_the_caseworker_alone_decides_what_the_authority_may_do_also_in_saras_name(family, as_):
    seat = family.seat(family.sara).id
    page = as_(family.karin).visit(f"{place_of(family, Section.RESPONSES)}/write?for={seat}")

    assert 'value="same_day"' in page.says
    assert 'value="authority"' not in page.says


def test_items_are_sent_to_karin_and_their_author_chooses_who_reads_them_but_never_a_secret(family):
    item = writes(family, family.sara, Section.SIGNS, "Emil er stille.")
    sara, karin = family.as_actor(family.sara), family.as_actor(family.karin)
    secret = service.write_secret(sara, service.Secret.CODE_WORD, "solsikke")
    session.commit()

    assert review.not_sent_yet(sara, karin) == [item]
    assert review.to_answer(karin) == [item]
    assert review.find_reviewed(karin, secret.id) is None
    assert may(sara, Permission.CONTRIBUTION_SHARE, case_queries.find_contribution(sara, item.id))
    assert not may(sara, Permission.CONTRIBUTION_SHARE, case_queries.find_contribution(sara, secret.id))


def test_what_is_taken_out_is_asked_about_no_more(family):
    item = writes(family, family.sara, Section.CLOSING)
    sara = family.as_actor(family.sara)
    service.take_out_own_item(sara, item, 1)
    session.commit()

    assert reads(family, family.jonas, Section.CLOSING) == []
    assert not may(family.as_actor(family.karin), Permission.PLAN_ANSWER, Item(item))
