"""The pages of the sections, as people meet them."""

import re

from portal.db.session import session
from portal.plan.models.items import ItemProposal, PlanItem
from portal.plan.models.sections import Section
from tests.db.test_statements import counted, visit
from tests.plan.written import place_of, reads, wants, writes

SIGN = {"level": "red", "words": "Emil gemmer sig.", "first_action": "Vi ringer."}


def test_the_plan_leads_to_every_section_and_an_empty_one_says_what_to_do(family, as_):
    sara = as_(family.sara)
    plan = sara.visit(family.place)

    for section in Section:
        assert plan.links_to(place_of(family, section))
    page = sara.visit(place_of(family, Section.SIGNS))
    assert "Hvad lægger du først mærke til" in page.says
    assert "Skriv et tegn" in page.says
    assert "Skriv, hvad der skal være på plads" not in sara.visit(place_of(family, Section.BOTTOM_LINES)).says


def test_sara_writes_a_sign_and_whom_to_call_in_order(family, as_):
    form = as_(family.sara).visit(f"{place_of(family, Section.SIGNS)}/write")
    else_, karin = family.seat(family.else_).id, family.seat(family.karin).id
    assert form.send(words="Emil gemmer sig.").status == 200

    assert form.send(**SIGN, seat_1=str(else_), seat_2=str(karin)).status == 303

    page = as_(family.jonas).visit(place_of(family, Section.SIGNS)).says
    assert page.index("Else") < page.index("Karin")
    assert "Rød: barnet er ikke trygt nu" in page
    assert "Den gælder ikke endnu." in page


def test_a_page_that_is_not_yours_to_write_on_stays_shut(family, as_):
    assert as_(family.sara).visit(f"{place_of(family, Section.BOTTOM_LINES)}/write").status == 403
    assert as_(family.karin).visit(f"{place_of(family, Section.NETWORK)}/write").status == 403
    assert as_(family.karin).visit(f"{family.place}/nowhere").status == 404


def test_a_parent_is_not_offered_what_the_authority_says(family, as_):
    place = f"{place_of(family, Section.RESPONSES)}/write"

    assert "Det kan kommunen gøre" in as_(family.karin).visit(place).says
    assert "Det kan kommunen gøre" not in as_(family.sara).visit(place).says


def test_jonas_suggests_other_words_and_sara_takes_them_in(family, as_):
    item = writes(family, family.sara, Section.TIMELINE, "Første trin.")
    here = f"{family.place}/items"
    form = as_(family.jonas).visit(f"{here}/{item.id}/propose-change")
    assert form.fields["starts"] == "2026-11-01"

    assert form.send(asks="wording", because="Det er for hurtigt.", starts="2026-12-01").status == 303
    wish = session.query(ItemProposal).one()
    sara = as_(family.sara)
    assert "Det er for hurtigt." in sara.visit(place_of(family, Section.TIMELINE)).says
    assert sara.visit(f"{here}/suggestions/{wish.id}/take-in").send().status == 303

    session.expire_all()
    assert session.get(PlanItem, item.id).fields["starts"] == "2026-12-01"


def test_a_wish_to_take_it_out_needs_no_other_words_and_can_be_answered(family, as_):
    item = writes(family, family.sara, Section.SIGNS, "Den blå bil.")
    here = f"{family.place}/items"
    form = as_(family.jonas).visit(f"{here}/{item.id}/propose-change")
    assert form.send(asks="removal", because="Emil er for stor.", words="", first_action="").status == 303

    wish = session.query(ItemProposal).one()
    assert as_(family.karin).visit(f"{here}/{wish.id}/answer").send(answer="yes").status == 303
    assert as_(family.sara).visit(f"{here}/suggestions/{wish.id}/take-in").send().status == 303

    assert reads(family, family.jonas, Section.SIGNS) == []


def test_own_words_that_moved_on_another_phone_come_back_with_both(family, as_):
    item = writes(family, family.sara, Section.CLOSING, "Seks måneder.")
    place = f"{family.place}/items/{item.id}/reword"
    one, other = as_(family.sara).visit(place), as_(family.sara).visit(place)
    assert one.send(words="Fem måneder.").status == 303

    late = other.send(words="Syv måneder.")

    assert late.status == 409
    assert "Fem måneder." in late.says
    assert late.fields["words"] == "Syv måneder."
    assert late.send().status == 303
    assert as_(family.sara).visit(f"{family.place}/items/{item.id}/take-out").send().status == 303
    assert reads(family, family.sara, Section.CLOSING) == []


def test_a_search_and_an_old_link_find_the_section(family, as_):
    item = writes(family, family.sara, Section.CHILD, "Farmor kommer.")
    wants(family, family.jonas, item)

    answer = as_(family.sara).visit(f"{family.place}/items/{item.id}")

    assert answer.response.location.endswith(f"{place_of(family, Section.CHILD)}#item-{item.id}")
    assert as_(family.else_).visit(f"{family.place}/items/{item.id}").status == 404


def fill(family, items, wishes) -> None:
    for number in range(items):
        item = writes(family, family.sara, Section.SIGNS, f"Tegn {number}", names=[family.else_])
        if number < wishes:
            for who in (family.jonas, family.karin, family.else_):
                wants(family, who, item)


PAGES = [
    ("sara", "signs", 6),
    ("karin", "signs", 6),
    ("else_", "signs", 6),
    ("sara", "alarm", 6),
    ("sara", "signs/write", 3),
    ("sara", "", 8),
    ("sara", "approve", 4),
]


def test_a_page_asks_few_questions_and_no_more_for_a_full_plan(family, as_):
    browsers = {who: as_(getattr(family, who)) for who in ("sara", "karin", "else_")}

    def asked() -> dict[tuple[str, str], int]:
        family.send_out()
        return {
            (who, page): len(visit(browsers[who], f"{family.place}/{page}".rstrip("/")).statements)
            for who, page, _most in PAGES
        }

    family.has_a_plan()
    fill(family, 1, 1)
    writes(family, family.sara, Section.ALARM)
    one = asked()
    for number in range(8):
        family.agrees_on(f"Aftale {number}", family.else_)
    fill(family, 12, 3)

    assert asked() == one
    assert [page for page in PAGES if one[page[:2]] > page[2]] == []


def test_an_item_is_saved_with_few_questions(family, as_):
    form = as_(family.sara).visit(f"{place_of(family, Section.SIGNS)}/write")

    with counted() as count:
        assert form.send(**SIGN, seat_1=str(family.seat(family.else_).id)).status == 303

    assert len(count.statements) <= 12, "\n".join(count.statements)


def test_other_words_for_an_item_can_be_read_word_by_word_beside_it(family, as_):
    item = writes(family, family.sara, Section.SIGNS, "Emil er stille om aftenen.")
    wants(family, family.jonas, item, "Emil er stille om morgenen.")

    says = as_(family.sara).visit(place_of(family, Section.SIGNS)).says

    assert "Se, hvad der er nyt, ord for ord" in says
    assert re.search(r"<del[^>]*><span class=\"sr-only\">[^<]*</span>aftenen\.?<", says)
    assert re.search(r"<ins[^>]*><span class=\"sr-only\">[^<]*</span>morgenen\.?<", says)
