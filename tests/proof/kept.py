"""After a history: every word is there, every version can be made again, and the story tells what it may."""

import json
from collections import defaultdict

from sqlalchemy import select

from portal.access.models import Contribution
from portal.cases import panels
from portal.cases.queries import find_contribution, find_wordings
from portal.cases.queries.story import story
from portal.db.base import Base
from portal.db.session import session
from portal.history.models import Event
from portal.plan.models import PlanLine, PlanVersion
from portal.plan.models.items import PlanItemLine
from portal.writing.models import EarlierWording
from tests.proof.saying import as_written, hash_of_all, sha256

COLUMNS = {"worded_by": "worded_by_id"}
SETTLED = ("id", "revision", "author", "doers")
"""What is never changed when something is worded anew."""


def no_word_is_lost(plans):
    """Whatever was ever sent stands somewhere in its case: each table is read once for all of them."""
    of_cases = [table for table in Base.metadata.sorted_tables if "case_id" in table.c]
    kept = defaultdict(list)
    for table in of_cases:
        for row in session.execute(select(table)).mappings():
            kept[row["case_id"]].append(list(row.values()))
    for plan in plans:
        told = json.dumps(kept[plan.case.id], default=str)
        assert [words for words in plan.sent if words not in told] == []


def each_text_is_read_from_its_first_word_on(plan):
    for who in plan.people:
        author = plan.actor(who)
        for thing in (one for one in plan.words if one.by == who):
            found = find_contribution(author, thing.id)
            assert (found is None) == thing.undone
            said = find_wordings(author, found).all if found else []
            assert [one.words for one in said] == [one["words"] for one in thing.said if found]


def every_version_can_be_made_again(plan):
    session.expunge_all()
    for version in plan.versions:
        made = [as_written(words, revision, plan.seats) for words, revision in version.lines]
        kept = lines_of(version.id)
        assert [line.text for line in kept] == made
        assert [line.sha256 for line in kept] == [sha256(text) for text in made]
        assert [from_what_was_said(line) for line in kept] == made
        lines = zip(version.lines, made, strict=True)
        whole = [(str(words.id), revision, sha256(text)) for (words, revision), text in lines]
        assert session.get_one(PlanVersion, version.id).hash == hash_of_all(whole)


def lines_of(version_id):
    kept = [
        *session.scalars(select(PlanLine).where(PlanLine.version_id == version_id)),
        *session.scalars(select(PlanItemLine).where(PlanItemLine.version_id == version_id)),
    ]
    return sorted(kept, key=lambda line: line.position)


def from_what_was_said(line):
    """The text of a line, from the words as they are now, with every later change taken back."""
    about = line.agreement_id if isinstance(line, PlanLine) else line.item_id
    now = session.get_one(Contribution, about)
    told = json.loads(line.text)
    later = (EarlierWording.contribution_id == about, EarlierWording.revision >= line.revision)
    changes = session.scalars(select(EarlierWording).where(*later).order_by(EarlierWording.revision.desc()))
    columns = {name: COLUMNS.get(name, name) for name in told if name not in SETTLED}
    said = {column: getattr(now, column) for column in columns.values()}
    for change in changes:
        said |= change.fields
    worded = {name: said[column] for name, column in columns.items()}
    worded["worded_by"] = str(worded["worded_by"] or "")
    settled = {"id": str(now.id), "author": str(now.author_id)}
    settled |= {"revision": line.revision, "doers": told["doers"]}
    return json.dumps(worded | settled, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def everybody_finds_what_they_may_see(plan):
    shared = panels.shared_news()
    here = select(Event).where(Event.case_id == plan.case.id)
    events = {one.id: one for one in session.scalars(here)}
    for who, someone in plan.people.items():
        mine = {
            one for one, about in plan.told.items() if may_read(plan, someone, events[one], about, shared)
        }
        found = {one.id for one in story(plan.actor(who), shared, most=1000)}
        differ = [
            (events[one].what, one in found, plan.told[one]) for one in (found & plan.told.keys()) ^ mine
        ]
        assert differ == [], f"{someone}"


def may_read(plan, someone, event, about, shared):
    if (event.by_id, someone.id) in plan.apart:
        return False
    if about is not None:
        return plan.reads(someone.id, about)
    told = someone.whole and (someone.id == plan.caseworker or event.what in shared)
    return event.by_id == someone.id or told
