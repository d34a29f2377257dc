"""Two versions held against each other: only what both the reader and the rule of visibility let through."""

from portal.access.models import Audience
from portal.cases import queries as case_queries
from portal.cases import service as cases
from portal.db.session import session
from portal.plan import queries, service
from portal.plan.models.items import Wording
from portal.plan.models.sections import Section
from tests.plan.conftest import press
from tests.plan.written import writes


def found(family, who, version=None, since=None):
    actor = family.as_actor(who)
    editions = queries.find_editions(actor)
    chosen = version.id if version else editions.all[0].version.id
    return queries.compare(actor, queries.find_edition(actor, chosen), since)


def told(reworded, field) -> str:
    marks = {"same": "{}", "removed": "[-{}-]", "added": "[+{}+]"}
    return "".join(marks[piece.kind].format(piece.text) for piece in reworded.fields[field].pieces)


def test_what_came_what_went_and_what_was_worded_anew(family):
    kept = family.agrees_on("Vi spiser kl. 18.", when_words="Hver dag")
    first = family.send_out()
    family.reword(kept, "Vi spiser kl. 17.")
    family.agrees_on("Else henter.", family.else_)
    family.send_out()

    change = found(family, family.sara)

    assert change.older.version.id == first.id
    assert [line.text["words"] for line in change.came] == ["Else henter."]
    assert change.went == []
    (reworded,) = change.reworded
    assert told(reworded, "words") == "Vi spiser kl. [-18-][+17+]."
    assert told(reworded, "when_words") == "[-Hver dag-]"


def test_a_person_sees_what_changed_since_the_own_yes(family, as_):
    agreement = family.agrees_on("Vi spiser kl. 18.")
    family.send_out()
    jonas = as_(family.jonas)
    press(jonas.visit(f"{family.place}/approve"), "agree")
    family.reword(agreement, "Vi spiser kl. 17.")
    family.send_out()

    page = jonas.visit(f"{family.place}/approve")
    link = next(part for part in page.says.split('"') if "since=" in part)
    page = jonas.visit(link.replace("&amp;", "&"))

    assert "(slettet: </span>18<" in page.says
    assert "(tilføjet: </span>17<" in page.says


def test_a_version_that_differs_only_in_hidden_words_is_not_in_the_list(family, a):
    a.shield(family.case, protected=family.sara, hidden_from=family.jonas)
    family.agrees_on("Jonas læser højt.", family.jonas, by=family.jonas)
    hidden = family.agrees_on("KANARIE")
    family.send_out()
    family.reword(hidden, "KANARIE på en anden måde")
    family.send_out()

    jonas, karin = (queries.find_editions(family.as_actor(one)) for one in (family.jonas, family.karin))

    assert len(karin.all) == 2
    assert len(jonas.all) == 1
    assert "KANARIE" not in str([line.text for one in jonas.all for line in one.lines])


def test_the_other_parent_does_not_read_words_that_were_taken_back(family, a):
    agreement = family.agrees_on("Emil går på KANARIE skole.", family.jonas)
    family.send_out()
    family.reword(agreement, "Emil går i skole.")
    family.send_out()
    assert "KANARIE" in str(found(family, family.jonas).reworded)

    a.shield(family.case, protected=family.sara, hidden_from=family.jonas)

    assert "KANARIE" not in str(queries.find_editions(family.as_actor(family.jonas)))


def test_a_newcomer_does_not_read_what_the_plan_said_before(family, a):
    family.agrees_on("KANARIE")
    family.send_out()
    maja = a.member(family.case, "Maja Lund", relation="mor")

    assert queries.find_editions(family.as_actor(maja)).all == []


def test_the_page_of_all_versions_and_the_one_before_anything_was_sent_out(family, as_):
    assert "Planen er ikke sendt ud endnu" in as_(family.sara).visit(f"{family.place}/versions").says
    agreement = family.has_a_plan()
    family.reword(agreement, "Emil sover hjemme.")
    family.send_out()

    page = as_(family.else_).visit(f"{family.place}/versions")

    assert "Gælder nu" in page.says
    assert "Er ude til svar" in page.says
    session.rollback()


def test_the_other_sections_are_compared_too(family, as_):
    sign = writes(family, family.sara, Section.SIGNS, "Emil sover ikke.", first_action="Vi ringer.")
    family.send_out()
    actor = family.as_actor(family.sara)
    item = queries.find_item_to_change(actor, sign.id)
    said = Wording("Emil sover ikke.", {**item.fields, "first_action": "Vi mødes."})
    service.reword_own_item(actor, item, said, item.revision)
    writes(family, family.sara, Section.NETWORK, "Else kommer.")
    version = family.send_out()

    page = as_(family.jonas).visit(f"{family.place}/versions/{version.id}")

    assert "Else kommer." in page.says
    assert "(slettet: </span>ringer<" in page.says
    assert "(tilføjet: </span>mødes<" in page.says


def reads(family, agreement, audience, *people):
    """Sara chooses who reads it."""
    sara = family.as_actor(family.sara)
    now = case_queries.readers_now(sara, queries.find_agreement(sara, agreement.id))
    cases.choose_readers(sara, now, audience, [one.id for one in people], seen=now.state)
    session.commit()


def test_whoever_is_let_in_later_does_not_read_what_was_gone_by_then(family):
    agreement = family.agrees_on("KANARIE hos naboen.")
    reads(family, agreement, Audience.US_HERE, family.karin)
    family.send_out()
    family.reword(agreement, "Emil er hos naboen.")
    family.send_out()
    reads(family, agreement, Audience.IN_CASE)

    jonas, karin = (queries.find_editions(family.as_actor(one)) for one in (family.jonas, family.karin))

    assert [[line.text["words"] for line in one.lines] for one in jonas.all] == [["Emil er hos naboen."]]
    assert "KANARIE" in str([line.text for one in karin.all for line in one.lines])
