"""Where each has said last that the children stand, in words: for the booklet of a plan that is closed."""

from uuid import UUID

from portal.access.actor import Actor
from portal.cases.queries import authors, children_of
from portal.ruler.models import Dimension, Score
from portal.ruler.queries import over_time
from portal.web.i18n import _, short_day


def last_scores(actor: Actor) -> list[str]:
    """One line for each person and child: the newest answer about the child that is a step. Sealed answers
    are in no booklet, and nothing is an average."""
    _sealed, told, _in_use = over_time(actor)
    people = authors(actor)
    shared = [one for one in children_of(actor.case_id) if actor.children is None or one.id in actor.children]
    children = {child.id: child.first_name for child in shared}
    newest: dict[tuple[UUID, UUID], Score] = {}
    for one in told:
        score = one.score
        counts = not (one.sealed or one.replaced) and score.step and score.dimension == Dimension.CHILD
        if counts and score.author_id in people and score.child_id in children:
            newest.setdefault((score.child_id, score.author_id), score)
    return [
        _(
            "%(name)s about %(child)s: step %(step)s, %(date)s",
            name=people[who].name,
            child=children[child],
            step=score.step,
            date=short_day(score.created_at),
        )
        for (child, who), score in newest.items()
    ]
