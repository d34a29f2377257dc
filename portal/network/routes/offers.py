"""What the network offers: whose answer is awaited, who asked me, a link, words for the history."""

from flask import url_for

from portal.access.actor import Actor, Role
from portal.cases.models import Case
from portal.cases.panels import Link, Offers, Panel, Turn
from portal.cases.queries import Searched
from portal.network import queries
from portal.network.models import NetworkPerson
from portal.network.routes.people import place_of
from portal.web.i18n import _


def _turn(actor: Actor, _case: Case) -> Turn | None:
    gives = (
        actor.role is Role.CASEWORKER
        or (actor.role is Role.CUSTODY_HOLDER and actor.children)
        or (actor.role is Role.CHILD and queries.is_asked(actor))
    )
    person = queries.waits_for_my_yes(actor) if gives else None
    if person is None:
        return None
    href = url_for("network.answer", case_id=actor.case_id, network_person_id=person.id)
    return Turn(
        _("May %(name)s join in?", name=person.name),
        _("Nobody is invited before everyone has answered."),
        href,
        _("Read it and answer"),
    )


def _asked_panel(actor: Actor, _case: Case) -> Panel | None:
    if actor.role is not Role.NETWORK_PERSON:
        return None
    return Panel("network/asked.html", {"asked": queries.asked_of(actor)})


OFFERS = Offers(
    guests=True,
    corner=frozenset({"link"}),
    shown_as=frozenset({"link"}),
    turn=_turn,
    panel=_asked_panel,
    link=lambda actor: (
        Link(
            _("The network: who is around the child"),
            url_for("network.show_network", case_id=actor.case_id),
            3,
        )
        if actor.shares_the_whole_case or actor.role is Role.CHILD
        else None
    ),
    said_in={
        "network_person": lambda person: place_of(person.case_id, person.id),
        "trust": lambda said: place_of(said.case_id, said.beside_id),
        "legal_ground": lambda ground: place_of(ground.case_id, ground.network_person_id),
    },
    searched=Searched(NetworkPerson, ("name", "relation"), queries.of_somebody_hidden),
    tells={
        "network.named": lambda _detail: _("suggested a person for the network"),
        "network.opened_up": lambda _detail: _("let the parents see a suggestion"),
        "network.moved": lambda _detail: _("moved a person in the circles"),
        "network.trusted": lambda _detail: _("wrote whom the child trusts"),
        "network.trust_shown": lambda _detail: _("let the parents see whom the child trusts"),
        "network.trust_taken_back": lambda _detail: _("took back whom the child trusts"),
        "network.said_yes": lambda _detail: _("said yes to a person in the network"),
        "network.said_no": lambda _detail: _("said no to a person in the network"),
        "network.taken_back": lambda _detail: _("took a permission back"),
        "network.invitation_taken_back": lambda _detail: _("took an invitation back"),
        "network.ground_recorded": lambda _detail: _("wrote on which law somebody may be let in"),
        "network.ground_confirmed": lambda _detail: _("said yes to letting somebody in by law"),
        "network.ground_refused": lambda _detail: _("said no to letting somebody in by law"),
        "network.ground_ended": lambda _detail: _("ended that somebody was let in by law"),
        "network.birthdate_told": lambda _detail: _("wrote when a child was born"),
        "network.permission_ran_out": lambda _detail: _("A permission ended on its last day"),
    },
)
