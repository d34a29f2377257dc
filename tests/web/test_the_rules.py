"""The page that tells the rules says what the rules say, and nothing else."""

import pytest

from portal.access import decisions
from portal.access.actor import Actor, Role
from portal.access.permissions import Permission
from portal.access.rules import AUTHOR, CASE, KINDS, READER, SOME_DAY, readers, verbs_by_room
from portal.access.visibility import Planned, can_see
from tests.browser import Browser


def told(app, language="da"):
    page = Browser(app).carries(language=language).visit("/rules").response.html
    return {place["data-verb"]: place for place in page.find_all(attrs={"data-verb": True})}, page


@pytest.mark.parametrize("language", ["da", "en"])
def test_everything_anyone_may_do_is_told_with_every_way_in(app, language):
    verbs, _ = told(app, language)

    assert list(verbs) == [verb.name for of_room in verbs_by_room().values() for verb in of_room]
    assert set(verbs) == set(Permission)
    for name, ways in decisions.all_rules().items():
        assert len(verbs[name].find_all("dd")) == len(ways), name


def test_when_a_rule_changes_the_page_changes_with_it(app, monkeypatch):
    before = told(app)[0]["plan:put_in_force"].get_text()
    rule = decisions.all_rules()[Permission.MEETING_READ]
    monkeypatch.setitem(decisions._rules, Permission.PLAN_PUT_IN_FORCE, rule)

    after = told(app)[0]["plan:put_in_force"].get_text()

    assert "rådgiveren" in before
    assert "rådgiveren" not in after


def test_who_reads_is_asked_of_the_rule_itself(app):
    _, page = told(app)
    lines = {place["data-kind"]: place.get_text() for place in page.find_all(attrs={"data-kind": True})}

    assert "ingen andre end dig" in lines["only_me"]
    assert "nævnt" in lines["us_here"]
    assert "netværk" not in lines["in_case"]
    assert "netværk" in lines["released"]
    assert "forældre" not in lines["professional_only"].partition("Læses af:")[2]


def test_two_who_are_kept_apart_never_read_each_other_by_any_of_these_ways():
    for role in Role:
        apart = Actor(person_id=READER, name="", case_id=CASE, role=role, shielded=frozenset({AUTHOR}))
        for how in KINDS.values():
            thing = Planned(case_id=CASE, author_id=AUTHOR, created_at=SOME_DAY, **how)
            assert not can_see(apart, thing, {READER})


def test_nobody_reads_what_is_for_the_writer_alone():
    assert [of.kind for of in readers() if not of.roles and not of.named] == ["only_me"]
