"""The sheet for the child: what was written to the child, of what everybody in the plan may read."""

from portal.access.models import Audience
from portal.db.clock import now
from portal.db.session import session
from portal.plan.models import Agreement
from portal.plan.models.items import PlanItem
from portal.plan.models.sections import Section
from tests.paper.reading import Paper
from tests.plan.printed import begins_with
from tests.plan.written import locks_words, writes

WORDS = "Du sover hos mormor, når mor er på arbejde."


def printed(browser, family, asked="") -> Paper:
    page = browser.visit(f"{family.place}/for-the-child.pdf{asked}")
    assert page.response.headers["Content-Disposition"] == "inline; filename=det-har-vi-aftalt.pdf"
    return Paper(page.response.body)


def test_the_child_gets_its_own_words_with_drawings_and_nobodys_name(family, as_):
    begins_with(family, ("Mor siger.", {"child_words": WORDS}), ("Uden ord til Emil.", {"weekdays": 3}))

    page = as_(family.sara).visit(f"{family.place}/for-the-child")
    paper = Paper(page.send("for-the-child.pdf", **{"drawings-0": "bed"}).response.body)

    assert (paper.pages, paper.title) == (1, "Det har vi aftalt")
    assert paper.root["/Lang"] == "da"
    assert {"/Figure", "/P"} <= paper.tags
    assert paper.has(WORDS)
    assert paper.alternatives == ["Tegning: En seng"]
    for kept_off in ("Uden ord til Emil", "Mor siger", "Sara", "Holm", "112", "plan", family.case.number):
        assert not paper.has(kept_off), kept_off


def test_numbers_stand_there_only_when_ticked_and_an_odd_drawing_is_a_star(family, as_):
    begins_with(family, ("Mor siger.", {"child_words": WORDS}))

    paper = printed(
        as_(family.sara), family, "?drawings-0=../look&drawings-7=bed&numbers=child_line&numbers=x"
    )

    assert paper.alternatives == ["Tegning: En stjerne"]
    assert paper.has("Er du bange? Så kan du ringe.BørneTelefonen116 111")
    assert not paper.has("112")


def test_what_one_in_the_plan_may_not_read_is_not_on_the_childs_sheet(family, as_):
    _shown, kept = begins_with(family, ("Mor.", {"child_words": WORDS}), ("Far.", {"child_words": "KANARIE"}))
    session.get_one(Agreement, kept.id).audience = Audience.US_HERE
    session.commit()

    browser = as_(family.sara)

    assert "KANARIE" not in browser.visit(f"{family.place}/for-the-child").says
    assert not printed(browser, family).has("KANARIE")
    assert printed(browser, family).has(WORDS)


def test_a_child_is_told_what_the_plan_is_for_in_its_own_words_and_no_others(family, as_):
    held = {"kind": "full", "child_words": "Du skal kunne sove trygt."}
    purpose = writes(family, family.karin, Section.PURPOSE, "KANARIE", **held)
    purpose.released_at = now()
    session.commit()
    begins_with(family, ("Mor siger.", {"child_words": WORDS}))

    paper = printed(as_(family.sara), family)

    assert paper.has("Du skal kunne sove trygt.")
    assert not paper.has("KANARIE")


def test_the_childs_own_part_and_its_own_sign_stand_there_when_all_in_the_plan_may_read_them(family, as_):
    told = writes(family, family.sara, Section.CHILD, "Når du er ked af det, må du gå over til Birthe.")
    bear = writes(family, family.sara, Section.OBJECT, "Den blå bamse", meaning="Ligger den i vinduet, kom.")
    kept = writes(family, family.sara, Section.CHILD, "KANARIE")
    for one in (told, bear):
        one.released_at = now()
    session.commit()
    locks_words(family, told)
    begins_with(family, ("Else kommer.", {"doers": (family.else_,)}), yes=(family.else_,))

    page = as_(family.sara).visit(f"{family.place}/for-the-child").says
    paper = printed(as_(family.sara), family)

    unsaid = "Du har ikke sagt ja til det her endnu."
    for words in ("må du gå over til Birthe", "Den blå bamse", "Ligger den i vinduet, kom.", unsaid):
        assert words in page
        assert paper.has(words)
    assert session.get_one(PlanItem, kept.id).applies
    assert "KANARIE" not in page
    assert not paper.has("KANARIE")


def test_without_words_to_the_child_the_page_says_what_to_do(family, as_):
    begins_with(family, ("Mor læser højt.", {}))

    page = as_(family.sara).visit(f"{family.place}/for-the-child.pdf").follow()

    assert "Der er ikke noget ark til barnet endnu" in page.says
    assert not as_(family.sara).visit(f"{family.place}/week").links_to(f"{family.place}/for-the-child")
