"""Bringing somebody who supports one (forvaltningsloven § 8), and letting them go again.

Nobody else is asked: it is a right of the one who brings them. The caseworker is told.
"""

from typing import Any

from portal.access.actor import Actor, Role
from portal.cases import queries
from portal.cases.models import Membership
from portal.cases.service.inviting import end_links, invite
from portal.cases.service.opening import close_seat, take_seat
from portal.cases.service.telling import tell
from portal.history.recorder import record


def bring_support(actor: Actor, *, name: str, relation: str, **asked: Any) -> tuple[Membership, str]:
    """Give somebody a seat on the actor's behalf, and an invitation; the seat and the link's token.

    `relation`: whom they are here for, in words. `asked`: see `invite`.
    """
    mine = queries.own_seat_id(actor)
    seat = take_seat(actor, name=name, relation=relation, role=Role.SUPPORT_PERSON, supports_id=mine)
    record("case.support_named", by=actor.person_id, case_id=actor.case_id, seat=str(seat.id))
    tell(actor, queries.caseworker_in(actor.roster))
    return seat, invite(actor, seat, asked="", first=True, **asked)


def let_support_go(actor: Actor, seat: Membership) -> None:
    """The link leads nowhere, and access ends at the next request."""
    end_links(seat.case_id, seat.id)
    close_seat(seat.id, seat.person_id)
    record("case.support_let_go", by=actor.person_id, case_id=seat.case_id, seat=str(seat.id))
    tell(actor, queries.caseworker_in(actor.roster))
