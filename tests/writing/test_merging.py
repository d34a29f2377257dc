"""Changes to different things go together; changes to the same are for people to choose between."""

import pytest

from portal.writing.merging import merge

GROUPS = {"what": ("what",), "when": ("hour", "days")}
BEFORE = {"what": "Vi spiser.", "hour": "kl. 18", "days": 0}


def test_two_changes_to_different_things_are_both_kept():
    merged = merge(GROUPS, BEFORE, {**BEFORE, "hour": "kl. 17"}, {**BEFORE, "what": "Vi spiser sammen."})

    assert merged.fields == {"what": "Vi spiser sammen.", "hour": "kl. 17", "days": 0}
    assert (merged.clashes, merged.theirs, merged.mine) == ((), ("when",), ("what",))


def test_fields_that_say_one_thing_together_are_never_mixed():
    merged = merge(GROUPS, BEFORE, {**BEFORE, "hour": "kl. 17"}, {**BEFORE, "days": 3})

    (clash,) = merged.clashes
    assert (clash.before, clash.theirs, clash.mine) == (
        {"hour": "kl. 18", "days": 0},
        {"hour": "kl. 17", "days": 0},
        {"hour": "kl. 18", "days": 3},
    )
    assert merged.fields == {**BEFORE, "days": 3}


def test_who_wrote_the_same_as_the_other_has_no_quarrel():
    both = {**BEFORE, "what": "Vi spiser sammen."}

    merged = merge(GROUPS, BEFORE, both, both)

    assert (merged.fields, merged.clashes, merged.mine) == (both, (), ())


def test_what_one_wants_to_leave_stays_as_the_other_put_it():
    theirs = {**BEFORE, "hour": "kl. 17"}

    merged = merge(GROUPS, BEFORE, theirs, {**BEFORE, "hour": "kl. 19"}, leave=["when"])

    assert (merged.fields, merged.clashes) == (theirs, ())


@pytest.mark.parametrize(("mine", "clashes"), [(BEFORE, ["what"]), ({**BEFORE, "what": "Nyt."}, [])])
def test_when_nobody_knows_what_it_said_all_that_differs_is_asked_about(mine, clashes):
    merged = merge(GROUPS, None, {**BEFORE, "what": "Nyt."}, mine)

    assert [one.group for one in merged.clashes] == clashes
