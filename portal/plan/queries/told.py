"""Who is told that the plan is out: those who are asked about it."""

from collections.abc import Iterable
from uuid import UUID

from portal.access.actor import Actor, Member
from portal.cases.queries import caseworker_in, custody_holders, told
from portal.plan.models import Agreement
from portal.plan.models.items import PlanItem


def told_when_sent_out(actor: Actor, agreements: Iterable[Agreement | PlanItem]) -> list[Member]:
    """Custody holders, the caseworker and the doers of each agreement, as far as they see one of them.

    The people whom an agreement binds are named as its readers (see `propose_agreement`).
    """
    answer_for_all = {seat.person_id for seat in custody_holders(actor.roster)} | caseworker_in(actor.roster)
    people = {seat.membership_id: seat.person_id for seat in actor.roster}
    hears: set[UUID] = set()
    for agreement in agreements:
        doers = {who for doer in agreement.doers if (who := people[doer.membership_id])}
        asked = {who for who in answer_for_all | doers if who}
        hears |= {seat.membership_id for seat in told(actor, asked, agreement, doers)}
    return [seat for seat in actor.roster if seat.membership_id in hears]
