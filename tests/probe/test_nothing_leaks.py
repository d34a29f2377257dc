"""Every view as every person of two families, and no text reaches anybody it is not for.

What a person may see stands by hand beside each text (`portal.probe`), and was never asked of the rule of
visibility: two sayings that know nothing of each other are compared.
"""

import os

import pytest

from portal.db.digest import digest
from portal.db.session import session
from portal.demo.agreeing import sends_plan_out
from portal.plan.models.needs import Needs
from tests.probe import matrix
from tests.probe.addresses import inside
from tests.probe.sweep import Walk, walk_inside, walk_outside

SHEETS = ("plan.answers_pdf", "plan.answers_for_pdf")


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_nobody_meets_what_is_not_theirs_and_looking_changes_nothing(here):
    walked, before = Walk(), now_in_the_database()

    walk_outside(here, walked)
    walk_inside(here, walked, "A", deep=here.seated("A"))
    walk_inside(here, walked, "B")

    assert walked.forbidden(here) == []
    assert walked.broken == []
    assert now_in_the_database() == before
    the_other_family_is_met_with_the_same_doors(here, walked)
    it_is_as_on_file(matrix.written(here, walked))
    the_sheets_to_answer_on_hold_what_each_is_asked_about(here)


def now_in_the_database() -> str:
    """One hash of everything but sessions and logs."""
    hashed = digest()
    session.rollback()
    return hashed


def the_other_family_is_met_with_the_same_doors(here, walked):
    ours, theirs = (matrix.lines_of(here, walked, family) for family in "AB")

    assert {address: ours[address] for address in theirs} == theirs


def it_is_as_on_file(written: str) -> None:
    if os.environ.get("PORTAL_TEST_MATRIX") == "write":
        matrix.FILE.write_text(written, encoding="utf-8")
    assert written.splitlines() == matrix.FILE.read_text(encoding="utf-8").splitlines()


def the_sheets_to_answer_on_hold_what_each_is_asked_about(here):
    """Until now no plan was out, and nobody had anything to answer on paper."""
    sends_plan_out(here.told["A"].story, "caseworker", Needs())
    session.commit()
    walked = Walk()
    for address in [one for one in inside(here.app, here.told["A"]) if one.view in SHEETS]:
        for who in here.seated("A"):
            walked.visit(here, "A", address, who)

    assert walked.forbidden(here) == []
    assert walked.broken == []
    printed = {key: {who for who, status in got.items() if status == 200} for key, got in walked.got.items()}
    assert printed["A", "plan.answers_pdf"] >= {"mother-A", "father-A", "network-A", "caseworker-A"}
    assert len([who for (_family, sheet), who in printed.items() if who and "answers_for" in sheet]) > 2
