"""Words looked for in a case: in what the person sees, and nowhere else.

The condition of `visible` stands in the statement that searches, so that nothing hidden is counted, cut off
or timed. There is no index: a case is some hundreds of sentences.
"""

from dataclasses import dataclass
from functools import reduce
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, func, select
from sqlalchemy.orm import aliased

from portal.access.actor import Actor
from portal.access.models import Contribution
from portal.access.visibility import visible
from portal.cases.models import Answer
from portal.db.session import session

MOST, MOST_WORDS = 50, 8
SEARCHED = ("map_entry", "agreement", "plan_item", "score", "inquiry")
"""What is searched, with all that stands beside it. Not meetings and people of the network: what a shield
decided later hides of those is more than one thing at a time can tell (see their rooms)."""
MOST_LETTERS = 12
"""Letters beyond A to Z are written small by name, since SQLite's own lower() knows A to Z alone, and what
PostgreSQL's knows depends on how it was set up. That many of one word: SQLite reads no deeper."""
ESCAPE, ANSWER = "\\", Answer.__table__


@dataclass(frozen=True)
class Found:
    """Something said, and what it stands beside, if anything: the page to open is that one's."""

    said: Contribution
    root: Contribution


def search(actor: Actor, words: str) -> list[Found]:
    """What holds every one of these words, the newest first, `MOST` at most: in one statement.

    Big and small letters are the same; a word may be part of a longer one.
    """
    wanted = small(words).split()[:MOST_WORDS]
    beside, above = (aliased(Contribution, name=name) for name in ("stands_beside", "stands_above"))
    rows = session.execute(
        select(Contribution, beside, above)
        .select_from(Contribution)
        .outerjoin(beside, and_(beside.id == Contribution.beside_id, visible(actor, beside)))
        .outerjoin(above, and_(above.id == beside.beside_id, visible(actor, above)))
        .where(
            visible(actor),
            func.coalesce(above.kind, beside.kind, Contribution.kind).in_(SEARCHED),
            ~exists().where(ANSWER.c.id == Contribution.id, ANSWER.c.replaced_at.is_not(None)),
            *(_holds(word) for word in wanted),
        )
        .order_by(Contribution.created_at.desc(), Contribution.id)
        .limit(MOST)
    )
    return [Found(said, above or beside or said) for said, beside, above in rows] if wanted else []


def small(text: str) -> str:
    """In small letters, sign for sign."""
    return "".join(sign.lower() if len(sign.lower()) == 1 else sign for sign in text)


def _holds(word: str) -> ColumnElement[bool]:
    return _written_small(Contribution.words, word).contains(word, autoescape=True, escape=ESCAPE)


def _written_small(column: Any, word: str) -> ColumnElement[Any]:
    """The column in small letters, as far as it takes to find this word in it."""
    letters = [sign for sign in sorted(set(word)) if not sign.isascii() and len(sign.upper()) == 1]
    big = [(sign.upper(), sign) for sign in letters if sign.upper() != sign][:MOST_LETTERS]
    return reduce(lambda so_far, pair: func.replace(so_far, *pair), big, func.lower(column))
