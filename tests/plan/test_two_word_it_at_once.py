"""Two people word one agreement at the same time: nothing is lost, and nobody is asked without need."""

from portal.db.session import session
from portal.plan import queries, service
from portal.plan.models import Agreement, Proposal, wording_of
from portal.writing.models import EarlierWording


def reword(family, agreement):
    return f"{family.place}/{agreement.id}/reword"


def says_now(agreement):
    session.expire_all()
    return session.get(Agreement, agreement.id)


def change(family, agreement, **fields):
    """What comes from elsewhere while somebody has the form open: the author's other phone."""
    author = family.as_actor(family.sara)
    current = queries.find_agreement(author, agreement.id)
    service.reword_own(author, current, {**wording_of(current), **fields}, current.revision)
    session.commit()


def test_changes_to_different_things_are_both_kept(family, as_):
    agreement = family.agrees_on("Vi spiser sammen.", when_words="kl. 18")
    page = as_(family.sara).visit(reword(family, agreement))
    change(family, agreement, when_words="kl. 17")

    sent = page.send(words="Vi spiser sammen ved bordet.")

    assert sent.status == 303
    now = says_now(agreement)
    assert (now.words, now.when_words) == ("Vi spiser sammen ved bordet.", "kl. 17")
    assert "Hvornår. Begge dele er gemt." in sent.follow().says


def test_changes_to_the_same_are_shown_as_they_were_are_and_are_wished(family, as_):
    agreement = family.agrees_on("Vi spiser sammen.", when_words="kl. 18", where_words="hjemme")
    page = as_(family.sara).visit(reword(family, agreement))
    change(family, agreement, when_words="kl. 17", where_words="hos Else")

    late = page.send(when_words="kl. <b>19</b>")

    assert late.status == 409
    assert all(text in late.says for text in ("kl. 18", "kl. 17", "kl. &lt;b&gt;19&lt;/b&gt;"))
    assert late.fields["when_words"] == "kl. <b>19</b>"
    assert late.fields["where_words"] == "hos Else"
    assert late.says.count('name="leave"') == 1
    assert late.send().status == 303
    now = says_now(agreement)
    assert (now.when_words, now.where_words) == ("kl. <b>19</b>", "hos Else")


def test_one_may_choose_what_the_other_wrote_and_keep_the_rest_of_ones_own(family, as_):
    agreement = family.agrees_on("Vi spiser sammen.", when_words="kl. 18")
    page = as_(family.sara).visit(reword(family, agreement))
    change(family, agreement, when_words="kl. 17")
    late = page.send(words="Vi spiser ved bordet.", when_words="kl. 19")

    rubbish = {name: said for name, said in late.fields.items() if said} | {"leave": "<b>"}
    assert late.browser.post(late.path, **rubbish).status == 200
    form = late.form("words")
    form["leave"] = True
    assert form.submit().status_int == 303

    now = says_now(agreement)
    assert (now.words, now.when_words) == ("Vi spiser ved bordet.", "kl. 17")


def test_sending_twice_and_saying_what_stands_there_changes_nothing(family, as_):
    agreement = family.agrees_on("Vi spiser sammen.", when_words="kl. 18")
    page = as_(family.sara).visit(reword(family, agreement))
    other = as_(family.sara).visit(reword(family, agreement))

    assert [page.send(when_words="kl. 17").status for _ in range(2)] == [303, 303]
    assert other.send(when_words="kl. 17").status == 303

    assert says_now(agreement).revision == 2
    assert session.query(EarlierWording).count() == 1


def test_a_suggestion_holds_what_came_in_other_fields_meanwhile(family, as_):
    agreement = family.agrees_on("Emil sover hos Else.", family.else_, when_words="tirsdag")
    page = as_(family.jonas).visit(f"{family.place}/{agreement.id}/propose-change")
    change(family, agreement, when_words="onsdag")

    assert page.send(asks="wording", reason="Ro.", words="Emil sover godt hos Else.").status == 303

    proposal = session.query(Proposal).one()
    assert (proposal.words, proposal.when_words, proposal.seen_revision) == (
        "Emil sover godt hos Else.",
        "onsdag",
        2,
    )


def test_a_suggestion_from_before_changes_only_what_its_writer_changed(family, as_):
    agreement = family.agrees_on("Emil sover hos Else.", family.else_, when_words="tirsdag")
    place = f"{family.place}/{agreement.id}/propose-change"
    as_(family.jonas).visit(place).send(asks="wording", reason="Ro.", words="Emil sover godt hos Else.")
    change(family, agreement, when_words="onsdag")
    proposal = session.query(Proposal).one()

    page = as_(family.sara).visit(f"{family.place}/suggestions/{proposal.id}/take-in")
    assert "<ins" in page.says
    assert page.send().status == 303

    now = says_now(agreement)
    assert (now.words, now.when_words) == ("Emil sover godt hos Else.", "onsdag")


def test_an_agreement_is_read_from_its_first_word_until_it_is_taken_out(family, as_):
    agreement = family.agrees_on("Emil sover hos Else.", family.else_, when_words="tirsdag")
    page = f"/cases/{family.case.id}/said/{agreement.id}/wordings"
    assert "Emil sover hos Else." in as_(family.jonas).visit(page).says
    change(family, agreement, weekdays=0b10, words="Emil sover godt hos Else.")
    family_wish = {"asks": "removal", "reason": "Else er rejst.", "words": ""}
    as_(family.jonas).visit(f"{family.place}/{agreement.id}/propose-change").send(**family_wish)
    wish = session.query(Proposal).one()
    as_(family.sara).visit(f"{family.place}/suggestions/{wish.id}/take-in").send()

    told = as_(family.karin).visit(page).says

    assert "Tirsdag. " in told
    assert "Forslaget blev taget ind" not in told
