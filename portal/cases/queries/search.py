"""Words looked for in a case: in what the person sees, and nowhere else.

The condition of `visible` stands in the statement that searches, so that nothing hidden is counted, cut off
or timed. There is no index: a case is some hundreds of sentences.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import reduce
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, exists, func, or_, select
from sqlalchemy.orm import aliased, with_polymorphic

from portal.access.actor import Actor
from portal.access.models import Contribution
from portal.access.visibility import visible
from portal.cases.models import Answer
from portal.db.session import session

MOST, MOST_WORDS = 50, 8
SEARCHED = ("map_entry", "agreement", "plan_item", "score", "inquiry")
"""What is searched, with all that stands beside it, and what rooms add (see `Searched`)."""
MOST_LETTERS = 12
"""Letters beyond A to Z are written small by name, since SQLite's own lower() knows A to Z alone, and what
PostgreSQL's knows depends on how it was set up. That many of one word: SQLite reads no deeper."""
ESCAPE, ANSWER = "\\", Answer.__table__


@dataclass(frozen=True)
class Searched:
    """A kind of thing that one room lets be searched. `more`: its columns with words, beside `words`.

    `kept_from`: what hides a thing (its id, as SQL) from the actor beyond the rule of who sees what, as a
    shield that was decided later; None when nothing does.
    """

    thing: type[Contribution]
    more: tuple[str, ...]
    kept_from: Callable[[Actor, ColumnElement[UUID]], ColumnElement[bool] | None]

    @property
    def kind(self) -> str:
        return str(self.thing.__mapper_args__["polymorphic_identity"])


@dataclass(frozen=True)
class Found:
    """Something said, and what it stands beside, if anything: the page to open is that one's. `more`: what it
    says besides its words, as a name and a relation."""

    said: Contribution
    root: Contribution
    more: list[str] = field(default_factory=list)


def search(actor: Actor, words: str, also: Sequence[Searched] = ()) -> list[Found]:
    """What holds every one of these words, the newest first, `MOST` at most: in one statement.

    Big and small letters are the same; a word may be part of a longer one. `also`: what rooms add.
    """
    wanted = small(words).split()[:MOST_WORDS]
    beside, above = (aliased(Contribution, name=name) for name in ("stands_beside", "stands_above"))
    thing: Any = with_polymorphic(Contribution, [one.thing for one in also])
    root = func.coalesce(above.id, beside.id, thing.id)
    rows = session.execute(
        select(thing, beside, above)
        .select_from(thing)
        .outerjoin(beside, and_(beside.id == thing.beside_id, visible(actor, beside)))
        .outerjoin(above, and_(above.id == beside.beside_id, visible(actor, above)))
        .where(
            visible(actor, thing),
            func.coalesce(above.kind, beside.kind, thing.kind).in_([*SEARCHED, *(one.kind for one in also)]),
            ~exists().where(ANSWER.c.id == thing.id, ANSWER.c.replaced_at.is_not(None)),
            *(~kept for one in also if (kept := one.kept_from(actor, root)) is not None),
            *(_holds(word, _columns(thing, also)) for word in wanted),
        )
        .order_by(thing.created_at.desc(), thing.id)
        .limit(MOST)
    )
    return [_found(said, beside, above, also) for said, beside, above in rows] if wanted else []


def _found(
    said: Contribution, beside: Contribution | None, above: Contribution | None, also: Sequence[Searched]
) -> Found:
    more = next((one.more for one in also if one.kind == said.kind), ())
    return Found(said, above or beside or said, [getattr(said, name) for name in more])


def _columns(thing: Any, also: Sequence[Searched]) -> list[Any]:
    """Every column that is looked through."""
    rooms = ((getattr(thing, one.thing.__name__), one.more) for one in also)
    return [thing.words, *(getattr(room, name) for room, more in rooms for name in more)]


def small(text: str) -> str:
    """In small letters, sign for sign."""
    return "".join(sign.lower() if len(sign.lower()) == 1 else sign for sign in text)


def _holds(word: str, columns: Sequence[Any]) -> ColumnElement[bool]:
    small_ones = (_written_small(column, word) for column in columns)
    return or_(*(one.contains(word, autoescape=True, escape=ESCAPE) for one in small_ones))


def _written_small(column: Any, word: str) -> ColumnElement[Any]:
    """The column in small letters, as far as it takes to find this word in it."""
    letters = [sign for sign in sorted(set(word)) if not sign.isascii() and len(sign.upper()) == 1]
    big = [(sign.upper(), sign) for sign in letters if sign.upper() != sign][:MOST_LETTERS]
    return reduce(lambda so_far, pair: func.replace(so_far, *pair), big, func.lower(column))
