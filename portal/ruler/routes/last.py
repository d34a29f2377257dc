"""Where each has said last that the children stand, in words: for the booklet of a plan that is closed."""

from uuid import UUID

from portal.access.actor import Actor
from portal.cases.queries import authors, children_of
from portal.ruler.models import Capacity, Dimension, Score
from portal.ruler.queries import over_time, rulers, speaks_to
from portal.web.i18n import _, language, short_day


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
        counts = score.capacity == Capacity.OWN and not (one.sealed or one.replaced) and score.step
        if (
            counts
            and score.dimension == Dimension.CHILD
            and score.author_id in people
            and score.child_id in children
        ):
            newest.setdefault((score.child_id, score.author_id), score)
    read = rulers({score.ruler_version_id for score in newest.values()}, speaks_to(actor), language())
    return [
        _(
            "%(name)s about %(child)s: step %(step)s of %(total)s, %(step_name)s, %(date)s",
            name=people[who].name,
            child=children[child],
            step=step.counted,
            total=step.total,
            step_name=step.about(child=children[child]).name,
            date=short_day(score.created_at),
        )
        for (child, who), score in newest.items()
        for step in (read[score.ruler_version_id].steps[score.step or 0],)
    ]
