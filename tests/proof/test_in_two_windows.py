"""Two people word the same thing in two windows, without scripts: both see both, and both wordings stay."""

from portal.db.session import session
from portal.plan.models import Agreement, Proposal
from tests.plan.conftest import family as family

WISH = {"asks": "wording", "reason": "Jonas har træning til kl. 18."}


def windows(family, as_):
    """Sara has her own agreement open, and Jonas a suggestion about it."""
    agreement = family.agrees_on("Vi spiser sammen.", when_words="kl. 18", where_words="hjemme")
    place = f"{family.place}/{agreement.id}"
    hers, his = as_(family.sara), as_(family.jonas)
    return agreement, hers.visit(f"{place}/reword"), his.visit(f"{place}/propose-change")


def test_both_wordings_are_shown_and_stay_and_are_read_from_first_to_last(family, as_):
    agreement, hers, his = windows(family, as_)
    assert hers.send(when_words="kl. 17", where_words="hos Else").status == 303

    late = his.send(**WISH, when_words="kl. 19")

    assert late.status == 409
    assert all(text in late.says for text in ("kl. 18", "kl. 17", "kl. 19", WISH["reason"]))
    assert late.fields | {"when_words": "kl. 19", "where_words": "hos Else", **WISH} == late.fields
    assert late.send().status == 303
    wish = session.query(Proposal).one()
    assert (wish.when_words, wish.where_words, wish.seen_revision) == ("kl. 19", "hos Else", 2)

    taken = hers.browser.visit(f"{family.place}/suggestions/{wish.id}/take-in").send()

    assert taken.status == 303
    told = as_(family.karin).visit(f"/cases/{family.case.id}/said/{agreement.id}/wordings").says
    new = "(tilføjet: </span>"
    assert told.index("kl. 18") < told.index(f"{new}17") < told.index(f"{new}19")


def test_the_later_one_may_leave_what_the_other_wrote_and_still_send_the_rest(family, as_):
    agreement, hers, his = windows(family, as_)
    hers.send(when_words="kl. 17")
    late = his.send(**WISH, words="Vi spiser ved bordet.", when_words="kl. 19")

    form = late.form("words")
    form["leave"] = True
    assert form.submit().status_int == 303

    wish = session.query(Proposal).one()
    assert (wish.words, wish.when_words) == ("Vi spiser ved bordet.", "kl. 17")
    assert session.get_one(Agreement, agreement.id).when_words == "kl. 17"
