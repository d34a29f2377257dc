"""Acts of a story: agreements are proposed, answered, worded anew; the plan goes out, and begins."""

from dataclasses import replace
from typing import Any
from uuid import UUID

from portal.cases import service as cases
from portal.cases.models import AnswerKind
from portal.cases.queries import find_contribution
from portal.db.clock import now, on_the_wall
from portal.demo.telling import Story
from portal.plan import queries, service
from portal.plan.models import Rule, Wish, wording_of
from portal.plan.models.child_view import View
from portal.plan.models.needs import Needs
from portal.plan.queries.statements import goals_to_link
from portal.settings.planning import NEEDED_SECTIONS

USUAL = Needs(NEEDED_SECTIONS, people=2, childs_view=True)
SEEN, UNDERSTOOD, AGREE = "seen", "understood", "agree"


def proposes(
    story: Story,
    who: str,
    doers: list[str],
    words: str,
    *,
    key: str,
    when: str = "",
    days: str = "",
    where: str = "",
    backup: str = "",
    seen: str = "",
    child: str = "",
    because: str = "",
    towards: str = "",
    situation: str = "",
    language: str = "da",
) -> None:
    """An agreement. `days`: the days of the week it is for, Monday as 1 (`"24"` is Tuesday and Thursday).
    `because`: the words it answers, `towards`: the danger whose goal it is to bring nearer. `language`: the
    one it is written in (ISO 639)."""
    worded = {
        "words": words,
        "when_words": when,
        "where_words": where,
        "backup": backup,
        "how_seen": seen,
        "child_words": child,
        "weekdays": sum(1 << int(day) - 1 for day in days),
        "situation": situation,
    }
    actor = replace(story.actor(who), language=language)
    mine = {seat.person_id: seat.membership_id for seat in actor.roster}
    seats = [story.seats.get(doer) or mine[story.people[doer]] for doer in doers]
    answers = find_contribution(actor, story.said[because]) if because else None
    goal_id = _goal_of(story, who, towards) if towards else None
    story.said[key] = service.propose_agreement(actor, worded, seats, because=answers, towards=goal_id).id


def _goal_of(story: Story, who: str, danger: str) -> UUID:
    goals: dict[str, Any] = goals_to_link(story.actor(who))
    found: UUID = next(goal.id for goal in goals.values() if goal.danger_id == story.said[danger])
    return found


def answers_duty(story: Story, who: str, kind: AnswerKind, key: str, words: str = "") -> None:
    """*Ja*, *ikke endnu* or *nej* to an agreement, or to what somebody wants it to say."""
    actor = story.actor(who)
    thing = queries.find_to_answer(actor, story.said[key])
    assert thing is not None, f"{who} does not see {key}"
    service.say_of(actor, thing, cases.Reply(kind, words, thing.said.revision))


def wants_other_words(story: Story, who: str, about: str, words: str, reason: str, *, key: str) -> None:
    actor = story.actor(who)
    agreement = _rule(story, who, about).agreement
    wanted = service.Wanted(reason, {**wording_of(agreement), "words": words})
    story.said[key] = service.propose_change(actor, agreement, wanted, agreement.revision).id


def takes_in(story: Story, who: str, key: str) -> None:
    """Another's words become what the agreement says."""
    actor = story.actor(who)
    wish = queries.find_wish(actor, story.said[key])
    assert isinstance(wish, Wish)
    service.take_in(actor, wish, wish.agreement.revision)


def sends_plan_out(story: Story, who: str, needs: Needs = USUAL) -> None:
    """With all that a municipality asks of a plan, where it asks what is usual."""
    service.send_out(story.actor(who), story.case(who), needs)


def says_of_plan(story: Story, who: str, *kinds: str) -> None:
    """Seen, understood, yes: about the part of the plan that the person is shown."""
    actor = story.actor(who)
    for kind in kinds:
        part = queries.find_my_part(actor)
        service.say_of_part(actor, part, kind, part.hash)


def lets_hang(story: Story, who: str, key: str) -> None:
    """Yes to an agreement on the fridge; it hangs when all whom it is about have said so."""
    actor = story.actor(who)
    found = queries.find_hanging(actor, story.said[key])
    assert found is not None, f"{who} does not see {key} in the plan that applies"
    service.say_of_hanging(actor, found, may_hang=True, seen=found.agreement.revision)


def lets_plan_begin(
    story: Story, who: str, how: str = "På papir til alle.", told_by: str = "Forældrene"
) -> None:
    """`how` the alarm card was handed over, and who tells the child; both that day."""
    actor, on = story.actor(who), on_the_wall(now()).date()
    out = queries.versions(actor).out
    assert out is not None
    service.put_in_force(actor, out, service.Done(how, on, told_by, on))


def tells_of_children(story: Story, who: str, view: View, how: str, *said: str, at_end: bool = False) -> None:
    """The caseworker has talked with the children, and tells what each thinks of the plan, or what it has
    been like."""
    actor, on = story.actor(who), on_the_wall(now()).date()
    for one, words in zip(queries.children_heard(actor, at_end=at_end), said, strict=True):
        told = service.ChildTold(view=view, words=words, how=how, on=on, at_end=at_end)
        service.tell_of_child(actor, one.child.id, told)


def _rule(story: Story, who: str, key: str) -> Rule:
    found = queries.find_to_answer(story.actor(who), story.said[key])
    assert isinstance(found, Rule)
    return found
