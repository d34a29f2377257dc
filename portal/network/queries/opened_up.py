"""What a child has shown to the parents, for those of them who come later."""

from uuid import UUID

from sqlalchemy import Select, select

from portal.access.actor import Role
from portal.access.models import Audience
from portal.cases.models import Membership
from portal.network.models import NetworkPerson


def opened_up(case_id: UUID, membership_id: UUID) -> Select[UUID]:
    """The people a child has suggested and let the parents see (ids), for a seat of a custody holder: each
    parent is asked for a yes. See `cases.service.adopt_addressed`."""
    here = Membership.case_id == case_id
    children = select(Membership.person_id).where(here, Membership.role == Role.CHILD)
    a_parent = select(Membership.id).where(
        here, Membership.id == membership_id, Membership.role == Role.CUSTODY_HOLDER
    )
    return select(NetworkPerson.id).where(
        NetworkPerson.case_id == case_id,
        NetworkPerson.audience == Audience.IN_CASE,
        NetworkPerson.author_id.in_(children),
        a_parent.exists(),
    )
