"""What seats of support persons and professionals offer: the way to bring somebody, why one is here, words
for the history."""

from flask import url_for

from portal.access.actor import Actor, Level, Role
from portal.cases import queries
from portal.cases.models import Case
from portal.cases.panels import Link, Offers, Panel, Turn
from portal.web.i18n import _

BRING_SUPPORT = (Role.CUSTODY_HOLDER, Role.PARENT_WITHOUT_CUSTODY, Role.CHILD)


def _link(actor: Actor) -> Link | None:
    if actor.role not in BRING_SUPPORT or actor.level < Level.MITID:
        return None
    return Link(_("Bring someone who supports you"), url_for("cases.support", case_id=actor.case_id), 9)


def _panel(actor: Actor, _case: Case) -> Panel | None:
    seat = queries.own_seat(actor)
    if seat is None or actor.role not in (Role.SUPPORT_PERSON, Role.PROFESSIONAL):
        return None
    return Panel("cases/why_here.html", {"seat": seat, "on_behalf_of": actor.supports})


def _turn(actor: Actor, _case: Case) -> Turn | None:
    """Who is asked for a yes reads and answers; one professional at a time."""
    waits = (asked for asked in queries.asked_about(actor).values() if asked.waits_for_me(actor))
    asked = next(waits, None)
    if asked is None:
        return None
    seat = asked.seat
    return Turn(
        _("May %(name)s join in?", name=seat.name),
        _("Nobody comes in before everyone has answered."),
        url_for("cases.answer_term", case_id=actor.case_id, membership_id=seat.membership_id),
        _("Read it and answer"),
    )


OFFERS_OF_SEATS = Offers(
    turn=_turn,
    link=_link,
    panel=_panel,
    news=frozenset(
        {
            *("case.professional_named", "case.term_moved", "case.term_ended", "case.term_ran_out"),
            *("case.longer_asked", "case.term_agreed", "case.term_declined", "case.term_taken_back"),
        },
    ),
    tells={
        "case.support_named": lambda _detail: _("asked somebody to come as support"),
        "case.support_let_go": lambda _detail: _("let somebody who came as support go"),
        "case.professional_named": lambda _detail: _("asked a professional to join in for a while"),
        "case.term_moved": lambda _detail: _("gave a professional another last day"),
        "case.longer_asked": lambda _detail: _("asked for a professional to stay longer"),
        "case.term_agreed": lambda _detail: _("said yes to a professional"),
        "case.term_declined": lambda _detail: _("said no to a professional"),
        "case.term_taken_back": lambda _detail: _("took back a yes to a professional"),
        "case.term_ended": lambda _detail: _("ended a professional's time here"),
        "case.term_ran_out": lambda _detail: _("A professional's time here ended on its last day"),
    },
)
