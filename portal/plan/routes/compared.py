"""The versions there have been, and one of them held against another."""

from uuid import UUID

from flask import render_template, request
from flask.typing import ResponseReturnValue

from portal.access.actor import Actor
from portal.access.guard import allows
from portal.access.permissions import Permission
from portal.cases import queries as case_queries
from portal.plan import queries
from portal.plan.queries import AnyLine, Editions, Line
from portal.plan.queries.compared import Reworded, how_they_began
from portal.plan.routes.agreements import bp
from portal.plan.routes.item_words import ITEM_WORDS, facts_of
from portal.plan.routes.sheets import days_in_words
from portal.plan.routes.wording import asked_of, in_words
from portal.plan.statuses import Status
from portal.web.i18n import _l
from portal.writing.differences import Differences, differences

CALLED = {
    Status.DRAFT: _l("Was sent out. The words have changed since."),
    Status.OUT: _l("Is out for answers"),
    Status.APPROVED: _l("Is out for answers"),
    Status.IN_FORCE: _l("Applies now"),
    Status.REPLACED: _l("Does not apply any more"),
    Status.CLOSED: _l("The plan is over"),
    Status.ARCHIVED: _l("The plan is over"),
}
FIELDS = {
    "words": "",
    "when_words": _l("When"),
    "where_words": _l("Where"),
    "backup": _l("Otherwise"),
    "how_seen": _l("How we see it"),
    "child_words": _l("To the child"),
}


@bp.get("/cases/<uuid:case_id>/plan/versions")
@allows(Permission.PLAN_READ, on=queries.find_editions)
def show_versions(actor: Actor, found: Editions) -> ResponseReturnValue:
    shown = {"editions": found.all, "called": CALLED, "case_id": actor.case_id}
    shown |= {"began": how_they_began(actor), "authors": case_queries.authors(actor)}
    return render_template("plan/versions.html", actor=actor, **shown)


@bp.get("/cases/<uuid:case_id>/plan/versions/<uuid:version_id>")
@allows(Permission.PLAN_READ, on=queries.find_edition)
def compare(actor: Actor, found: Editions) -> ResponseReturnValue:
    """Held against the version that `since` names, or the one before."""
    return render_template(
        "plan/compare.html",
        actor=actor,
        editions=found,
        found=queries.compare(actor, found, _since()),
        called=CALLED,
        fields=FIELDS,
        days_in_words=days_in_words,
        answers_anew=_answers_anew,
        item_words=ITEM_WORDS,
        case_id=actor.case_id,
    )


def _answers_anew(one: Reworded) -> list[tuple[str, Differences]]:
    """What is answered otherwise, beside the words: the question, and what is new."""
    before, after = (_answers(line) for line in (one.older, one.line))
    asked = dict.fromkeys([*before, *after])
    told = [(name, before.get(name, ""), after.get(name, "")) for name in asked]
    return [(name, differences(old, new)) for name, old, new in told if old != new]


def _answers(line: AnyLine) -> dict[str, str]:
    text = line.text
    if not isinstance(line, Line):
        return {fact.name: fact.text for fact in facts_of(text["section"], text["fields"])}
    return {asked_of(group): in_words(group, text) for group in ("situation", "lasts")}


def _since() -> UUID | None:
    try:
        return UUID(request.args.get("since", ""))
    except ValueError:
        return None
