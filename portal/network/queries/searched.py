"""What of the network is not found by searching, though the rule of who sees what alone would show it."""

from uuid import UUID

from sqlalchemy import ColumnElement, exists

from portal.access.actor import Actor
from portal.cases.models import Membership
from portal.network.models import NetworkPerson


def of_somebody_hidden(actor: Actor, thing: ColumnElement[UUID]) -> ColumnElement[bool] | None:
    """Is this (an id, as SQL) a person who has joined, and whom a shield decided later hides?"""
    if not actor.shielded:
        return None
    table = NetworkPerson.__table__.alias()  # not the rows that are searched
    return exists().where(
        table.c.id == thing,
        Membership.case_id == table.c.case_id,
        Membership.id == table.c.membership_id,
        Membership.person_id.in_(actor.shielded),
    )
