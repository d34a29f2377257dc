"""What waits because somebody is very worried: on the page of a case, and for those who lead."""

from uuid import UUID

from portal.access.actor import Actor
from portal.cases.models import Case
from portal.cases.panels import Panel
from portal.cases.queries import authors
from portal.ruler import queries
from portal.ruler.models import Score
from portal.ruler.queries.for_leaders import worried_cases
from portal.ruler.queries.in_words import RulerInWords
from portal.web.i18n import _, clock_time, language, short_day


def high_panel(actor: Actor, _case: Case) -> Panel | None:
    """For the municipality: high steps that nobody has taken up yet, whose they are and which."""
    found = queries.high_and_not_taken_up(actor) if actor.is_professional else []
    if not found:
        return None
    rulers = queries.rulers(
        {score.ruler_version_id for score, _child in found}, queries.speaks_to(actor), language()
    )
    known = authors(actor)
    high = [
        (score, _in_words(score, child, str(known.get(score.author_id) or _("Somebody")), rulers))
        for score, child in found
    ]
    return Panel("ruler/high.html", {"high": high})


def _in_words(score: Score, child: str, who: str, rulers: dict[UUID, RulerInWords]) -> str:
    step = rulers[score.ruler_version_id].steps[score.step or 0].about(child=child)
    at = _("%(date)s at %(time)s", date=short_day(score.created_at), time=clock_time(score.created_at))
    return _(
        "%(name)s about %(child)s: step %(step)s of %(total)s, %(step_name)s, %(date)s",
        name=who,
        child=child,
        step=step.counted,
        total=step.total,
        step_name=step.name,
        date=at,
    )


def for_leaders(person_id: UUID) -> Panel | None:
    worried = worried_cases(person_id)
    return Panel("ruler/for_leaders.html", {"worried": worried}) if worried else None
