"""What must not be told is held before anybody reads it; its writer learns nothing of it."""

import pytest

from portal.access.actor import Role
from portal.access.models import Audience, Contribution
from portal.cases import queries, service
from portal.cases.models import Secret
from portal.cases.service import GivesAway
from portal.db.session import session
from portal.mapping.service import reword_entry
from tests.cases.apart import HOME, NO_CONTACT, Family


@pytest.fixture
def family(a, app) -> Family:
    return Family(a)


@pytest.fixture
def protected(family) -> Family:
    family.apart()
    family.keeps_secret()
    return family


def test_what_is_secret_is_ciphertext_for_her_and_the_staff_and_not_there_for_others(protected):
    seat = protected.seat(protected.louise).id

    raw = session.connection().exec_driver_sql("SELECT told FROM secret").scalar_one()

    assert "nnevej" not in raw
    assert queries.find_kept_secret(protected.actor(protected.louise), seat).secrets[0].words == "Rønnevej 3"
    assert queries.find_kept_secret(protected.actor(protected.karin), seat) is not None
    assert queries.find_kept_secret(protected.actor(protected.martin), seat) is None
    assert queries.find_kept_secret(protected.actor(protected.birthe), seat) is None


def test_whom_nothing_protects_has_no_such_page(protected):
    own = protected.seat(protected.martin).id

    assert queries.find_kept_secret(protected.actor(protected.martin), own) is None
    assert not queries.is_protected(protected.actor(protected.martin))
    assert queries.is_protected(protected.actor(protected.louise))


def test_a_writer_who_may_know_it_is_told_which_words_and_nothing_is_saved(protected):
    with pytest.raises(GivesAway) as told:
        protected.says(protected.karin)
    session.rollback()

    assert told.value.texts == [[("Vi bor på ", False), ("Rønnevej", True), (" nu.", False)]]
    assert [str(one) for one in told.value.to] == ["Martin (far)"]
    assert session.query(Contribution).count() == 0


def test_among_those_who_may_know_nothing_is_held_back(protected):
    said = protected.says(protected.karin, audience=Audience.US_HERE, readers=[protected.louise])

    assert said.held_at is None
    assert protected.sees(protected.louise, said)


def test_her_own_words_do_not_reach_him_and_are_not_held(protected):
    assert protected.says(protected.louise).held_at is None


def test_an_answer_beside_words_he_does_not_see_is_not_held(protected):
    hers = protected.says(protected.louise)

    said = protected.a.remark(protected.case, protected.karin, hers, "Er I faldet til på Rønnevej?")

    assert said.held_at is None


@pytest.fixture
def freja(protected, a):
    """Freja, fifteen, with a seat of her own: both her parents read what she writes to them."""
    return a.member(protected.case, "Freja Lund", Role.CHILD, relation="barn")


def test_from_everybody_else_it_waits_and_only_the_writer_and_the_caseworkers_see_it(protected, freja):
    said = protected.says(freja, audience=Audience.US_HERE, readers=[protected.martin, protected.louise])

    assert said.held_at is not None
    seen = {one.name for one in everybody(protected, freja) if protected.sees(one, said)}
    assert seen == {"Freja Lund", "Karin Bech", "Tom Vestergaard"}
    assert "map.added" not in protected.told(protected.louise)
    assert protected.waits_since() == said.held_at
    assert [one.id for one in queries.held_in(protected.actor(protected.karin))] == [said.id]
    assert service.pieces(said) == [[("Vi bor på ", False), ("Rønnevej", True), (" nu.", False)]]
    would = service.who_would_read(protected.actor(protected.karin), said)
    assert [one.name for one in would] == ["Martin"]


def everybody(protected, freja):
    return [freja, protected.louise, protected.martin, protected.birthe, protected.karin, protected.tom]


def test_let_through_it_is_read_by_those_it_was_meant_for_and_the_writer_learns_nothing(protected, freja):
    said = protected.says(freja, audience=Audience.US_HERE, readers=[protected.martin])

    service.let_through(protected.actor(protected.karin), said, said.revision)
    session.commit()

    assert protected.sees(protected.martin, said)
    assert not protected.sees(protected.karin, said)
    assert protected.waits_since() is None
    assert protected.told(freja) == ["map.added"]
    assert "case.let_through" in protected.told(protected.tom)


def test_with_other_words_it_waits_no_more(protected, freja):
    said = protected.says(freja, audience=Audience.US_HERE, readers=[protected.martin])

    reword_entry(protected.actor(freja), said, "Vi har det godt.", said.revision)
    session.commit()

    assert protected.sees(protected.martin, said)


def test_words_that_are_made_to_tell_it_are_held_then(protected, freja):
    said = protected.says(freja, "Godt.", audience=Audience.US_HERE, readers=[protected.martin])
    assert protected.sees(protected.martin, said)

    reword_entry(protected.actor(freja), said, HOME, said.revision)
    session.commit()

    assert not protected.sees(protected.martin, said)


def test_what_was_said_before_it_became_secret_is_held_at_once(family):
    family.apart()
    said, other = family.says(family.karin), family.says(family.karin, "Ses vi tirsdag?")
    assert family.sees(family.martin, said)

    family.keeps_secret(by=family.karin)

    assert not family.sees(family.martin, said)
    assert family.sees(family.martin, other)
    assert family.waits_since() is not None


def test_what_was_said_before_the_decision_is_held_with_it(family):
    other = family.a.member(family.case, "Ole Krogh", Role.PARENT_WITHOUT_CUSTODY, relation="far")
    family.apart()
    family.keeps_secret()
    said = family.says(family.karin, audience=Audience.US_HERE, readers=[other])
    assert said.held_at is None

    service.keep_apart(
        family.actor(family.karin), family.seat(family.louise).id, [family.seat(other).id], NO_CONTACT
    )
    session.commit()

    assert not family.sees(other, said)


def test_what_he_wrote_himself_is_not_kept_from_anybody(protected):
    assert protected.says(protected.martin).held_at is None


def test_what_is_no_secret_any_more_is_forgotten(protected):
    secret = session.query(Secret).one()

    service.take_out_secret(protected.actor(protected.louise), secret)
    session.commit()

    assert secret.told is None
    assert protected.says(protected.karin).held_at is None


def test_a_parent_without_custody_sees_what_is_released_and_nothing_else(family):
    ole = family.a.member(family.case, "Ole Krogh", Role.PARENT_WITHOUT_CUSTODY, relation="far")
    said, other = family.says(family.louise, "Fri."), family.says(family.louise, "Ikke.")
    louise = family.actor(family.louise)
    assert "Ole" in {one.name for one in queries.newly_reading(louise, said)}

    service.release(louise, said)
    session.commit()

    assert family.sees(ole, said)
    assert not family.sees(ole, other)
    assert "case.released" in family.told(ole)


def test_what_is_released_is_looked_through_as_well(protected):
    ole = protected.a.member(protected.case, "Ole Krogh", Role.PARENT_WITHOUT_CUSTODY, relation="far")
    said = protected.says(protected.louise)
    service.keep_apart(
        protected.actor(protected.karin),
        protected.seat(protected.birthe).id,
        [protected.seat(ole).id],
        NO_CONTACT,
    )
    kept = queries.find_kept_secret(protected.actor(protected.karin), protected.seat(protected.birthe).id)
    service.keep_secret(protected.actor(protected.karin), kept, "address", "Rønnevej 3")
    session.commit()

    service.release(protected.actor(protected.louise), said)
    session.commit()

    assert not protected.sees(ole, said)
