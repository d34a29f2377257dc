"""Answering alone, the answer with what to do now, and opening all the answers."""

from typing import Any

from flask import current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from portal.access.actor import Actor, Role
from portal.access.guard import allows
from portal.access.permissions import Permission
from portal.cases import panels
from portal.cases import queries as case_queries
from portal.cases.models import Case
from portal.ruler import queries, service
from portal.ruler.forms import ScoreForm
from portal.ruler.models import Choice, Definition, Dimension, OpensTo, ScoreRound
from portal.ruler.routes.over_time import FIXED, ZONES, bp, first_question
from portal.web.i18n import _, language, names
from portal.web.numbers import CHILD_LINE


@bp.get("/cases/<uuid:case_id>/ruler/score")
@allows(Permission.RULER_SCORE, on=case_queries.find_case)
def choose_child(actor: Actor, case: Case) -> ResponseReturnValue:
    """Which child? Asked only when there are several."""
    children = [child for child in case.children if queries.shares(actor, child)]
    if len(children) == 1:
        return redirect(first_question(case.id, children[0].id), 303)
    return render_template("ruler/choose_child.html", case=case, children=children)


@bp.route("/cases/<uuid:case_id>/ruler/score/<uuid:child_id>", methods=["GET", "POST"])
@allows(Permission.RULER_SCORE, on=queries.find_child, keeps=True, for_another=True)
def give_score(actor: Actor, about: queries.AboutChild) -> ResponseReturnValue:
    form = ScoreForm()
    ruler, shown = put(form, actor, about)
    if not form.validate_on_submit():
        look = request.args.get("look") == "1"
        form.found = None if look else form.found  # led here by the questions: it is no find
        return render_template("ruler/give_score.html", form=form, look=look, **shown)
    score = service.give_score(actor, about, ruler, answered(form))
    return redirect(url_for(".show_score", case_id=actor.case_id, score_id=score.id), 303)


def put(
    form: ScoreForm, actor: Actor, about: queries.AboutChild
) -> tuple[queries.RulerInWords, dict[str, Any]]:
    """Ask about this child on the ruler that the person has in front of them, and what stands beside."""
    name = about.child.first_name
    ruler = queries.ruler_to_score_on(form.seen_ruler(), about.ruler_id, queries.speaks_to(actor), language())
    told = queries.told_by(ruler.id)
    steps, readers = (
        [step.about(child=name) for step in ruler.steps.values()],
        queries.readers_of_a_score(actor, about, told),
    )
    form.ask(ruler.id, [(step.number, step.name) for step in steps], name, professional=actor.is_professional)
    form.only_about(name, [one.value for one in queries.asks_about(told)], queries.asks_where(told))
    blind = queries.is_blind(ruler.id)
    form.offer(_read_always(readers, blind), names(readers.when_opened), readers.to_choose, blind=blind)
    ages = about.ages(actor, told) if actor.is_professional else []
    spoken = {"ages": ages, "spoken": language(), "blind": blind, "duty": _duty(told), "zones": ZONES}
    return ruler, beside(about, ruler, steps, readers) | spoken


def _read_always(readers: queries.Readers, blind: bool) -> str:
    if not blind:
        return str(_("%(who)s can always read it.", who=names(readers.always)))
    return str(_("%(who)s can always read it when it is opened.", who=names(readers.always)))


def _duty(told: Definition | None) -> str:
    """The number to call when it cannot wait: the first that the ruler names, else the municipality's."""
    phones = queries.duty_phones(told, language())
    number: str = phones[0][1] if phones else current_app.config["SETTINGS"].duty_phone
    return number


def beside(
    about: queries.AboutChild,
    ruler: queries.RulerInWords,
    steps: list[queries.Step],
    readers: queries.Readers,
) -> dict[str, Any]:
    """What stands beside the question: the steps in words, and who will read the answer."""
    return {
        "about": about,
        "steps": steps,
        "hints": hints(steps),
        "readers": readers,
        "at_once": _told_at_once(ruler, _who_is_told(ruler, readers)) if readers.at_once else "",
    }


def hints(steps: list[queries.Step]) -> dict[str, str]:
    """What stands below each step that can be chosen, by its place."""
    return {
        str(step.number): _("%(zone)s. %(text)s", zone=ZONES[step.zone], text=step.description)
        for step in steps
    }


def _who_is_told(ruler: queries.RulerInWords, readers: queries.Readers) -> str:
    """Of those who lead, whoever they are: they hear of it, and read none of it."""
    leads = [str(_("a leader"))] if queries.tells_leaders(queries.told_by(ruler.id)) else []
    return names([*readers.at_once, *leads])


def _told_at_once(ruler: queries.RulerInWords, name: str) -> str:
    """What a person reads before sending: which steps somebody sees at once, and who."""
    high = [step.counted for step in ruler.steps.values() if ruler.alerts(step.number)]
    ends = {"first": high[0], "last": high[-1], "name": name}
    if len(high) == 1:
        return str(_("If you choose %(step)s, we tell %(name)s at once.", step=high[0], name=name))
    if len(high) == 2:
        return str(_("If you choose %(first)s or %(last)s, we tell %(name)s at once.", **ends))
    return str(_("If you choose a step from %(first)s to %(last)s, we tell %(name)s at once.", **ends))


def answered(form: ScoreForm) -> service.Answered:
    number, (opens_to, readers) = form.step_number(), form.opening()
    return service.Answered(
        Dimension(form.chosen("dimension")),
        Choice(form.step.data) if number is None else Choice.STEP,
        number,
        form.chosen("context") if number is not None else None,
        form.words.data,
        form.protective.data,
        form.worries.data,
        form.better.data,
        OpensTo(opens_to),
        readers,
    )


@bp.get("/cases/<uuid:case_id>/ruler/<uuid:score_id>")
@allows(Permission.RULER_READ, on=queries.find_score, shown_as=True, corner=True)
def show_score(actor: Actor, given: queries.GivenScore) -> ResponseReturnValue:
    score, audience, authors = given.score, queries.speaks_to(actor), case_queries.authors(actor)
    told = queries.told_by(score.ruler_version_id)
    ruler = queries.rulers([score.ruler_version_id], audience, language())[score.ruler_version_id]
    shown = {
        "mine": score.author_id == actor.person_id,
        "high": ruler.alerts(score.step),
        "step": ruler.steps[score.step].about(**_holes(given, told)) if score.step else None,
        "again": score.author_id == actor.person_id and queries.answers(actor, queries.told_by(given.in_use)),
        **_who_helps(actor, told, score.step),
        "who": authors.get(score.author_id),
        "authors": authors,
        "beside": panels.panels_beside(actor, score) if ruler.alerts(score.step) else [],
    }
    return render_template("ruler/show_score.html", actor=actor, given=given, score=score, **shown, **FIXED)


def _who_helps(actor: Actor, told: Definition | None, step: int | None) -> dict[str, Any]:
    """Whom one may turn to beside the guidance; a child has people of its own to call."""
    partners = [] if actor.role is Role.CHILD else queries.partners(told, step, language())
    return {"partners": partners, "duty_phones": queries.duty_phones(told, language())}


def _holes(given: queries.GivenScore, told: Definition | None) -> dict[str, str]:
    settings = current_app.config["SETTINGS"]
    return {
        "child": given.child.first_name,
        "name": given.caseworker.name.split()[0],
        "phone": given.caseworker.phone or settings.phone,
        "duty_phone": _duty(told),
        "child_line": CHILD_LINE.replace(" ", "\N{NO-BREAK SPACE}"),
    }


@bp.post("/cases/<uuid:case_id>/ruler/<uuid:score_id>/taken-up")
@allows(Permission.RULER_TAKE_UP, on=queries.find_score)
def take_up(actor: Actor, given: queries.GivenScore) -> ResponseReturnValue:
    service.take_up(actor, given.score)
    flash(_("It is off your list now. The answer stays as it is."))
    return redirect(url_for(".show_ruler", case_id=actor.case_id), 303)


@bp.post("/cases/<uuid:case_id>/ruler/rounds/<uuid:round_id>/reveal")
@allows(Permission.RULER_REVEAL, on=queries.find_round)
def reveal(actor: Actor, round_: ScoreRound) -> ResponseReturnValue:
    service.reveal(actor, round_)
    flash(_("Now you can all see the answers. Begin with where you see the same."))
    return redirect(url_for(".show_ruler", case_id=actor.case_id), 303)
