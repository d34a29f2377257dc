"""Who stands where on the safety scale, as far as the actor sees it. Nothing here counts people together."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import or_, select

from portal.access.actor import Actor
from portal.access.visibility import visible
from portal.db.session import session
from portal.mapping.models import BAD_TO_GOOD, Category, MapEntry, SafetyScore


@dataclass(frozen=True)
class Line:
    """One scale: what it is about (nothing: all of it), and where each one who has said so stands now."""

    danger: MapEntry | None
    goal: MapEntry | None
    stands: Sequence[SafetyScore]

    @property
    def id(self) -> UUID | None:
        return self.danger.id if self.danger else None

    @property
    def places(self) -> list[tuple[int, list[SafetyScore]]]:
        """Every number of the line, the worst first, with those who stand there."""
        return [(number, [one for one in self.stands if one.number == number]) for number in BAD_TO_GOOD]

    @property
    def spread(self) -> tuple[int, int] | None:
        """The lowest and the highest place where somebody stands; None until two have said so."""
        numbers = sorted(one.number for one in self.stands)
        return (numbers[0], numbers[-1]) if len(numbers) > 1 else None


@dataclass(frozen=True)
class Scaled:
    """What somebody is asked about, in one case (its id): a danger with its goal, or all of it. `latest`:
    what the actor said of it last."""

    case_id: UUID
    line: Line
    latest: SafetyScore | None


def lines(actor: Actor) -> list[Line]:
    """A line for each danger that the actor sees, and one for all of it: in two statements."""
    pairs = list(
        session.scalars(
            select(MapEntry)
            .where(
                visible(actor, MapEntry),
                or_(MapEntry.category == Category.DANGER_STATEMENT, MapEntry.danger_id.is_not(None)),
                MapEntry.hidden_at.is_(None),
            )
            .order_by(MapEntry.created_at, MapEntry.id)
        )
    )
    goals = {one.danger_id: one for one in pairs if one.danger_id}
    said = _said(actor)
    named = [one for one in pairs if one.category == Category.DANGER_STATEMENT]
    return [
        *(Line(one, goals.get(one.id), _newest_of_each(said, one.id)) for one in named),
        Line(None, None, _newest_of_each(said, None)),
    ]


def stands(actor: Actor) -> list[SafetyScore]:
    """Where each stands now, on every line that the actor sees."""
    newest = {(one.beside_id, one.author_id): one for one in _said(actor)}
    return sorted(newest.values(), key=lambda one: (one.created_at, one.id))


def _said(actor: Actor) -> list[SafetyScore]:
    """Everything that was ever said and that the actor may read, the first first."""
    return list(
        session.scalars(
            select(SafetyScore)
            .where(visible(actor, SafetyScore), SafetyScore.hidden_at.is_(None))
            .order_by(SafetyScore.created_at, SafetyScore.id)
        )
    )


def _newest_of_each(said: Sequence[SafetyScore], danger_id: UUID | None) -> list[SafetyScore]:
    """What each has said last of what the actor may read, in the order in which they said it."""
    newest = {one.author_id: one for one in said if one.beside_id == danger_id}
    return sorted(newest.values(), key=lambda one: (one.created_at, one.id))


def find_danger_to_score(actor: Actor, entry_id: UUID) -> Scaled | None:
    """A danger statement that stands, with its goal."""
    return next((_scaled(actor, one) for one in lines(actor) if one.id == entry_id), None)


def find_all_to_score(actor: Actor) -> Scaled:
    """How safe the child is, all in all."""
    return _scaled(actor, lines(actor)[-1])


def _scaled(actor: Actor, line: Line) -> Scaled:
    mine = next((one for one in line.stands if one.author_id == actor.person_id), None)
    return Scaled(actor.case_id, line, mine)


def all_of_it(lines: Sequence[Line]) -> Line:
    """The one line that is about all of it: the last."""
    return lines[-1]
