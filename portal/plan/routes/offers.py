"""What the plan offers: the thing that is my turn, what applies today, a link, words for the history."""

from typing import Any

from flask import url_for

from portal.access.actor import Actor, Level, Member, Role
from portal.access.decisions import may
from portal.access.permissions import Permission
from portal.cases import queries as case_queries
from portal.cases.models import Case
from portal.cases.panels import Link, Moment, Offers, Panel, Turn
from portal.history.models import Event
from portal.plan import queries, service
from portal.plan.routes.item_words import facts_of_wording
from portal.plan.routes.sheets import waits_in_words
from portal.plan.routes.steps_told import STEPS_TOLD
from portal.plan.routes.wording import QUESTIONS, in_words
from portal.web.i18n import _, _l
from portal.web.once_a_page import once_a_page

NEWS = frozenset({"plan.sent_out", "plan.agree", "plan.in_force"})
MOMENTS = {
    "plan.in_force": _l("The plan began"),
    "plan.breach_reported": _l("An agreement was not kept"),
}
_duties = once_a_page(queries.duties)
versions_of = once_a_page(queries.versions)


def _place(thing: Any) -> str:
    about = getattr(thing, "agreement_id", thing.id)
    return url_for("plan.show_plan", case_id=thing.case_id, _anchor=f"agreement-{about}")


def _place_of_item(thing: Any) -> str:
    """An item, or what stands beside it; which section that is, the page looks up."""
    item_id = thing.beside_id or thing.id
    return url_for("plan.show_item", case_id=thing.case_id, item_id=item_id)


def _place_in_plan(thing: Any) -> str:
    return url_for("plan.show_plan", case_id=thing.case_id, _anchor=f"said-{thing.id}")


def _place_of_view(thing: Any) -> str:
    """What a child says of its own signal, or of a suggestion to it, stands on the page of the signals."""
    if thing.thing_revision is None:
        return _place_in_plan(thing)
    return url_for("plan.show_section", case_id=thing.case_id, section="object")


def _place_of_question(thing: Any) -> str:
    return url_for("plan.show_led", case_id=thing.case_id, _anchor=f"said-{thing.id}")


def _place_of_follow_up(thing: Any) -> str:
    return url_for("plan.show_follow_ups", case_id=thing.case_id, _anchor=f"said-{thing.id}")


def _place_among_versions(thing: Any) -> str:
    return url_for("plan.show_versions", case_id=thing.case_id, _anchor=f"said-{thing.id}")


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
    part = queries.my_part(me, versions_of(me))
    if part.asked and not part.answered and part.version and part.version.status == "in_force":
        return Turn(
            _("The plan waits for your yes"),
            _("The plan has begun. What you do yourself begins when you say yes."),
            url_for("plan.approve", case_id=actor.case_id),
            _("Read and answer"),
        )
    if part.asked and not part.answered:
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
        promised = [(duty.promised, duty.applies) for duty in duties if duty.promised]
        shown = {"promised": promised, "waits": any(duty.waits for duty in duties)}
        found = versions_of(actor.for_own_duties())
        more = {"applies": found.in_force is not None, "paused": found.paused is not None}
        return Panel("plan/duties.html", shown | {"a_guest": actor.level < Level.MITID} | more)
    found = versions_of(actor)
    if found.paused:
        return None  # what holds now is another panel
    lines = [
        (line.text, _doers(actor, line), _waits(actor, found, line))
        for line in queries.today(actor, found) or ()
    ]
    return Panel("plan/today.html", {"lines": lines, "applies": bool(found.in_force), "there": found.any})


def _stays(actor: Actor) -> Panel:
    """What whoever leaves or takes a break has promised, and who stands in."""
    return Panel("plan/stays.html", {"promised": [duty.promised for duty in _duties(actor) if duty.promised]})


def _waits(actor: Actor, found: queries.Versions, line: queries.Line) -> str:
    """For whose yes it waits, in words; empty for what applies."""
    missing = found.in_force.waits_for(line) if found.in_force else frozenset()
    if not missing:
        return ""
    return waits_in_words(seat for seat in _doers(actor, line) if seat.membership_id in missing)


def _doers(actor: Actor, line: queries.Line) -> list[Member]:
    """Who does it, the author first, since the words say "I"."""
    seats = queries.seats_known_to(actor)
    known = [seats[seat] for seat in sorted(line.doers, key=str) if seat in seats]
    return sorted(known, key=lambda seat: str(seat.person_id) != line.text["author"])


def _proposes(actor: Actor, thing: Any) -> str | None:
    """From words to an agreement that answers them."""
    if not may(actor, Permission.PLAN_PROPOSE, actor.case_id):
        return None
    return url_for("plan.propose", case_id=actor.case_id, because=thing.id)


def _facts(fields: dict[str, Any]) -> list[tuple[str, str]]:
    """One wording of an agreement, besides what one does."""
    return [(str(QUESTIONS[group]), in_words(group, fields)) for group in QUESTIONS if group != "words"]


def _moments(actor: Actor) -> list[Moment]:
    """When a plan began, and when somebody said that an agreement was not kept, for those who read it."""
    return [
        Moment(at=event.created_at, words=str(MOMENTS[event.what]), href=_where_it_is_read(event))
        for event in case_queries.happened(actor, NEWS, list(MOMENTS))
    ]


def _where_it_is_read(event: Event) -> str:
    if event.subject_id is None:
        return url_for("plan.show_plan", case_id=event.case_id)
    return url_for("plan.show_breach", case_id=event.case_id, breach_id=event.subject_id)


OFFERS = Offers(
    guests=True,
    corner=frozenset({"panel", "pocket"}),
    shown_as=frozenset({"panel", "link", "pocket", "moments"}),
    turn=_turn,
    panel=_panel,
    pocket=queries.pocket,
    stays=_stays,
    link=lambda actor: Link(_("Our safety plan"), url_for("plan.show_plan", case_id=actor.case_id), 4),
    moments=_moments,
    news=NEWS,
    binds={
        "agreement": queries.is_in_force,
        "plan_item": queries.item_is_in_force,
        **dict.fromkeys(("map_entry", "disagreement"), queries.statement_is_in_force),
    },
    keep_reading=lambda thing: queries.bound_by(thing) | queries.named_in(thing),
    forgets=service.forget_answer,
    facts={"agreement": _facts, "plan_item": facts_of_wording},
    proposes=_proposes,
    said_in={
        "child_view": _place_of_view,
        "lock_reason": _place_of_item,
        "plan_answer": _place_in_plan,
        "suspension": _place_in_plan,
        "provisional": _place_in_plan,
        "leader_question": _place_of_question,
        "outcome": _place_of_item,
        "beginning": _place_among_versions,
        "check_result": _place_of_item,
        "follow_up": _place_of_follow_up,
        "agreement": _place,
        "proposal": _place,
        "observation": _place_in_log,
        "plan_item": _place_of_item,
        "item_proposal": _place_of_item,
    },
    tells={
        "plan.proposed": lambda _detail: _("suggested an agreement"),
        "plan.wording_proposed": lambda _detail: _("suggested other words in the plan"),
        "plan.removal_proposed": lambda _detail: _("suggested that an agreement is taken out"),
        "plan.led_to": lambda _detail: _("said which goal an agreement brings us nearer to"),
        "plan.reworded": lambda _detail: _("changed own words in the plan"),
        "plan.taken_in": lambda _detail: _("took a suggestion into the plan"),
        "plan.taken_out": lambda _detail: _("took an agreement out of the plan"),
        "plan.handed_over": lambda _detail: _("let those who join later read an agreement"),
        "plan.may_hang": lambda _detail: _("said that an agreement may hang on the fridge"),
        "plan.taken_down": lambda _detail: _("said that an agreement may not hang on the fridge"),
        "plan.observed": lambda _detail: _("wrote in the network log"),
        "plan.item_proposed": lambda _detail: _("wrote in the plan"),
        "plan.item_wording_proposed": lambda _detail: _("suggested other words in the plan"),
        "plan.item_removal_proposed": lambda _detail: _("suggested that something is taken out of the plan"),
        "plan.item_reworded": lambda _detail: _("changed own words in the plan"),
        "plan.item_taken_in": lambda _detail: _("took a suggestion into the plan"),
        "plan.item_taken_out": lambda _detail: _("took something out of the plan"),
        "plan.secret_taken_out": lambda _detail: _("took something off the alarm card"),
        "plan.number_given": lambda _detail: _("let a number stand on the alarm card"),
        "plan.number_taken_back": lambda _detail: _("took a number off the alarm card"),
        "plan.sent_out": lambda _detail: _("sent the plan out for answers"),
        "plan.child_said": lambda _detail: _("said what the plan is like for a child"),
        "plan.child_heard": lambda _detail: _("told what a child thinks of the plan"),
        "plan.signal_said": lambda _detail: _("said whether the child's own signal is right"),
        "plan.signal_heard": lambda _detail: _("told what a child says of its own signal"),
        "plan.locked": lambda _detail: _("locked the words to the child"),
        "plan.locked_without": lambda _detail: _("wrote why words to the child are locked without a yes"),
        **STEPS_TOLD,
    },
)
