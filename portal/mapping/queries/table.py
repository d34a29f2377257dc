"""What may stand on a screen that everybody round the table looks at."""

from functools import reduce

from sqlalchemy import select

from portal.access.actor import Actor
from portal.access.seeing_as import laid_over
from portal.access.visibility import visible
from portal.cases.queries.actors import actors_of
from portal.db.session import session
from portal.mapping.models import MapEntry


def on_the_table(actor: Actor) -> list[MapEntry]:
    """The sentences that each of those who share the whole case may read, oldest first: the rule of who sees
    what is asked once for each of them, whoever holds the pen. `actor` is the one who speaks now: somebody
    who shares less of the case sits at the table then, and looks on."""
    everybody = actors_of(actor.roster, actor.case_id)
    looking = [one for one in everybody if one.shares_the_whole_case or one.person_id == actor.person_id]
    together = reduce(laid_over, looking)
    return list(
        session.scalars(
            select(MapEntry).where(visible(together, MapEntry)).order_by(MapEntry.created_at, MapEntry.id)
        )
    )
