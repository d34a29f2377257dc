"""What the ruler offers the pages of a case."""

from dataclasses import replace
from typing import Any

from flask import url_for

from portal.access.actor import Actor, Role
from portal.cases.models import Case
from portal.cases.panels import Link, Offers, Turn
from portal.ruler import queries
from portal.ruler.routes.differences import differs, facts
from portal.ruler.routes.high import for_leaders, high_panel
from portal.ruler.routes.last import last_scores
from portal.ruler.routes.over_time import first_question
from portal.web.i18n import _, day

MAY_BE_ASKED = frozenset(Role) - {Role.SUPPORT_PERSON}


def _turn(actor: Actor, case: Case) -> Turn | None:
    if actor.role not in MAY_BE_ASKED:
        return None
    mine = queries.my_turn(actor)
    if mine.is_my_turn(actor) and (asked := _asked(actor, case, mine)):
        return asked
    return _long_ago(actor, case, queries.oldest(actor, case.children, mine.over))


def _asked(actor: Actor, case: Case, mine: queries.MyTurn) -> Turn | None:
    """In the round that is not opened yet."""
    waits = (
        child for child in case.children if queries.shares(actor, child) and child.id not in mine.children
    )
    child = next(waits, None)
    if actor.role is Role.CHILD:
        return None if mine.children else _childs_turn(actor)
    return (
        Turn(
            _("How is %(child)s doing these days?", child=child.first_name),
            _("Answer alone. All the answers are opened at the same time.")
            if mine.blind
            else _("You see who reads your answer before you write."),
            first_question(case.id, child.id),
            _("Answer"),
        )
        if child
        else None
    )


def _childs_turn(actor: Actor) -> Turn:
    return Turn(
        _("How are you these days?"),
        _("You choose a face. You decide which of your parents may see it."),
        url_for("ruler.score_oneself", case_id=actor.case_id),
        _("Answer"),
    )


def _long_ago(actor: Actor, case: Case, mine: queries.LongAgo | None) -> Turn | None:
    """Of one of the family, once in a while; after everything else that waits for that person."""
    if mine is None or case.status != "open":
        return None
    said_on = _("It is a while since you said how it goes. You did on %(date)s.", date=day(mine.at))
    if actor.role is Role.CHILD:
        return replace(
            _childs_turn(actor), text=said_on, meta=_("You decide whether you answer."), gives_way=True
        )
    return Turn(
        _("How is %(child)s doing these days?", child=mine.child.first_name),
        said_on,
        first_question(case.id, mine.child.id),
        _("Answer"),
        _("You decide whether you answer."),
        gives_way=True,
    )


def _link(actor: Actor) -> Link | None:
    if actor.role is Role.CHILD:
        asks = queries.answers(actor, queries.ruler_in_use())
        return _childs_link(actor) if asks else None
    if not actor.shares_the_whole_case:
        return None
    return Link(_("The Children's Ruler"), url_for("ruler.show_ruler", case_id=actor.case_id), 2)


def _childs_link(actor: Actor) -> Link:
    return Link(_("Say how you are"), url_for("ruler.score_oneself", case_id=actor.case_id), 2)


def _where(score: Any) -> str:
    return url_for("ruler.show_score", case_id=score.case_id, score_id=score.id)


def _where_in_round(said: Any) -> str:
    return url_for(
        "ruler.show_round", case_id=said.case_id, round_id=said.round_id, _anchor=f"said-{said.id}"
    )


OFFERS = Offers(
    turn=_turn,
    panel=high_panel,
    link=_link,
    shown_as=frozenset({"link", "differs"}),
    corner=frozenset({"turn", "link"}),
    last_scores=last_scores,
    differs=differs,
    leaders=for_leaders,
    facts={"disagreement": facts},
    one_step={"score": lambda score: (_("What could make it one step better?"), score.better)},
    news=frozenset({"ruler.asked", "ruler.revealed", "ruler.all_answered"}),
    said_in={"score": _where, "disagreement": _where_in_round},
    tells={
        "ruler.scored": lambda _detail: _("answered on the Children's Ruler"),
        "ruler.revealed": lambda _detail: _("showed all the answers on the Children's Ruler"),
        "ruler.all_answered": lambda _detail: _("All the answers on the Children's Ruler were opened"),
        "ruler.asked": lambda _detail: _("asked for answers on the Children's Ruler"),
        "ruler.joint": lambda _detail: _("wrote down the step you agree on"),
        "ruler.disagreed": lambda _detail: _("wrote down what you see differently"),
        "ruler.overall": lambda _detail: _("wrote how it looks as a whole"),
        "ruler.taken_up": lambda _detail: _("has read an answer and follows up on it"),
    },
)
