"""A family with a danger that is named, and people who stand on its line."""

from portal.access.models import Audience
from portal.db.session import session
from portal.mapping import queries, service
from tests import factories as a

AROUND = {
    "worried_by": "Karin",
    "effect": "Emil bliver bange.",
    "child_words": "De voksne råber.",
    "how_long": "Tre måneder",
}


def names_danger(case, karin, danger="At aftenerne ender i råben."):
    pair = service.Pair(danger, "At de ringer i tide.", None, AROUND, AROUND)
    said = service.name_pair(a.actor(case, karin), pair)
    session.commit()
    return said


def stands(
    case, who, number, danger=None, audience=Audience.IN_CASE, readers=(), why="Derfor.", higher="Én ting."
):
    actor = a.actor(case, who)
    about = queries.find_danger_to_score(actor, danger.id) if danger else queries.find_all_to_score(actor)
    said = service.stand(
        actor, about, service.Stand(number, why, higher), audience, [one.id for one in readers]
    )
    session.commit()
    return said


def seen(case, who, danger=None):
    """The numbers of a line as one person sees it."""
    line = next(one for one in queries.lines(a.actor(case, who)) if one.id == (danger.id if danger else None))
    return [one.number for one in line.stands]
