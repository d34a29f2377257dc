"""What the plan offers: the thing that is my turn, what applies today, a link, words for the history."""

from typing import Any

from flask import url_for

from portal.access.actor import Actor, Level, Member, Role
from portal.cases.models import Case
from portal.cases.panels import Link, Offers, Panel, Turn
from portal.plan import queries
from portal.plan.routes.wording import QUESTIONS, in_words
from portal.web.i18n import _
from portal.web.once_a_page import once_a_page

_duties = once_a_page(queries.duties)
_versions = once_a_page(queries.versions)


def _place(thing: Any) -> str:
    about = getattr(thing, "agreement_id", thing.id)
    return url_for("plan.show_plan", case_id=thing.case_id, _anchor=f"agreement-{about}")


def _place_in_log(thing: Any) -> str:
    return url_for("plan.show_log", case_id=thing.case_id, _anchor=f"said-{thing.id}")


def _turn(actor: Actor, _case: Case) -> Turn | None:
    waiting = next(
        (duty for duty in _duties(actor) if duty.waits and duty.agreement.author_id != actor.person_id),
        None,
    )
    if waiting:
        return Turn(
            _("There is an agreement for you"),
            waiting.agreement.words,
            url_for("plan.answer", case_id=actor.case_id, thing_id=waiting.agreement.id),
            _("Read and answer"),
            _("Your yes is only for what you do yourself."),
        )
    me = actor.for_own_duties()
    part = queries.my_part(me, _versions(me))
    if part.asked and not part.said_yes:
        return Turn(
            _("The plan is ready to be read"),
            _("It can begin when everyone who must say yes has done so."),
            url_for("plan.approve", case_id=actor.case_id),
            _("Read and answer"),
        )
    return _asked_to_hang(actor)


def _asked_to_hang(actor: Actor) -> Turn | None:
    asked = next((duty.agreement for duty in _duties(actor) if duty.asked_to_hang), None)
    if asked is None:
        return None
    return Turn(
        _("May this hang on the fridge?"),
        asked.words,
        url_for("plan.hang", case_id=actor.case_id, agreement_id=asked.id),
        _("Read and answer"),
    )


def _panel(actor: Actor, _case: Case) -> Panel | None:
    if actor.role is Role.CASEWORKER or (actor.both and not actor.shares_the_whole_case):
        return None
    if actor.role in (Role.NETWORK_PERSON, Role.PROFESSIONAL):
        duties = _duties(actor)
        promised = [(duty.promised, duty.line is not None) for duty in duties if duty.promised]
        shown = {"promised": promised, "waits": any(duty.waits for duty in duties)}
        applies = _versions(actor.for_own_duties()).in_force is not None
        return Panel("plan/duties.html", shown | {"a_guest": actor.level < Level.MITID, "applies": applies})
    lines = [(line.text, _doers(actor, line)) for line in queries.today(actor, _versions(actor)) or ()]
    return Panel("plan/today.html", {"lines": lines})


def _doers(actor: Actor, line: queries.Line) -> list[Member]:
    """Who does it, the author first, since the words say "I"."""
    seats = queries.seats_known_to(actor)
    known = [seats[seat] for seat in sorted(line.doers, key=str) if seat in seats]
    return sorted(known, key=lambda seat: str(seat.person_id) != line.text["author"])


def _facts(fields: dict[str, Any]) -> list[tuple[str, str]]:
    """One wording of an agreement, besides what one does."""
    return [(str(QUESTIONS[group]), in_words(group, fields)) for group in QUESTIONS if group != "words"]


OFFERS = Offers(
    guests=True,
    corner=frozenset({"panel"}),
    shown_as=frozenset({"panel", "link"}),
    turn=_turn,
    panel=_panel,
    link=lambda actor: Link(_("Our safety plan"), url_for("plan.show_plan", case_id=actor.case_id), 4),
    news=frozenset({"plan.sent_out", "plan.agree", "plan.in_force"}),
    binds={"agreement": queries.is_in_force},
    keep_reading=queries.bound_by,
    facts={"agreement": _facts},
    said_in={"agreement": _place, "proposal": _place, "observation": _place_in_log},
    tells={
        "plan.proposed": lambda _detail: _("suggested an agreement"),
        "plan.wording_proposed": lambda _detail: _("suggested other words in the plan"),
        "plan.removal_proposed": lambda _detail: _("suggested that an agreement is taken out"),
        "plan.reworded": lambda _detail: _("changed own words in the plan"),
        "plan.taken_in": lambda _detail: _("took a suggestion into the plan"),
        "plan.taken_out": lambda _detail: _("took an agreement out of the plan"),
        "plan.handed_over": lambda _detail: _("let those who join later read an agreement"),
        "plan.may_hang": lambda _detail: _("said that an agreement may hang on the fridge"),
        "plan.taken_down": lambda _detail: _("said that an agreement may not hang on the fridge"),
        "plan.observed": lambda _detail: _("wrote in the network log"),
        "plan.sent_out": lambda _detail: _("sent the plan out for answers"),
        "plan.seen": lambda _detail: _("has seen the plan"),
        "plan.understood": lambda _detail: _("understands the plan"),
        "plan.agree": lambda _detail: _("said yes to the plan"),
        "plan.taken_back": lambda _detail: _("took a yes to the plan back"),
        "plan.in_force": lambda _detail: _("let the plan begin"),
    },
)
