"""What seats of support persons and professionals offer: the way to bring somebody, why one is here, words
for the history."""

from flask import url_for

from portal.access.actor import Actor, Level, Role
from portal.cases import queries
from portal.cases.models import Case
from portal.cases.panels import Link, Offers, Panel
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


OFFERS_OF_SEATS = Offers(
    link=_link,
    panel=_panel,
    news=frozenset(
        {"case.professional_named", "case.term_moved", "case.term_ended", "case.term_ran_out"},
    ),
    tells={
        "case.support_named": lambda _detail: _("asked somebody to come as support"),
        "case.support_let_go": lambda _detail: _("let somebody who came as support go"),
        "case.professional_named": lambda _detail: _("asked a professional to join in for a while"),
        "case.term_moved": lambda _detail: _("gave a professional another last day"),
        "case.term_ended": lambda _detail: _("ended a professional's time here"),
        "case.term_ran_out": lambda _detail: _("A professional's time here ended on its last day"),
    },
)
