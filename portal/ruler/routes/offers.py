"""What the ruler offers the pages of a case."""

from typing import Any

from flask import url_for

from portal.access.actor import Actor
from portal.cases.models import Case
from portal.cases.panels import Link, Offers, Panel, Turn
from portal.ruler import queries
from portal.ruler.routes.last import last_scores
from portal.web.i18n import _


def _turn(actor: Actor, case: Case) -> Turn | None:
    answered = queries.answered_in_open_round(actor) if actor.shares_the_whole_case else None
    if answered is None:
        return None
    waits = (child for child in case.children if queries.shares(actor, child) and child.id not in answered)
    child = next(waits, None)
    return (
        Turn(
            _("How is %(child)s doing these days?", child=child.first_name),
            _("Answer alone. All the answers are opened at the same time."),
            url_for("ruler.give_score", case_id=case.id, child_id=child.id),
            _("Answer"),
        )
        if child
        else None
    )


def _high_panel(actor: Actor, _case: Case) -> Panel | None:
    """For the municipality: high steps that nobody has taken up yet."""
    high = queries.high_and_not_taken_up(actor) if actor.is_professional else []
    return Panel("ruler/high.html", {"high": high}) if high else None


def _link(actor: Actor) -> Link | None:
    if not actor.shares_the_whole_case:
        return None
    return Link(_("The Children's Ruler"), url_for("ruler.show_ruler", case_id=actor.case_id), 2)


def _where(score: Any) -> str:
    return url_for("ruler.show_score", case_id=score.case_id, score_id=score.id)


OFFERS = Offers(
    turn=_turn,
    panel=_high_panel,
    link=_link,
    shown_as=frozenset({"link"}),
    last_scores=last_scores,
    news=frozenset({"ruler.revealed", "ruler.all_answered"}),
    said_in={"score": _where},
    tells={
        "ruler.scored": lambda _detail: _("answered on the Children's Ruler"),
        "ruler.revealed": lambda _detail: _("showed all the answers on the Children's Ruler"),
        "ruler.all_answered": lambda _detail: _("All the answers on the Children's Ruler were opened"),
        "ruler.taken_up": lambda _detail: _("has read an answer and follows up on it"),
    },
)
