"""Acts of a story: how long a plan lasts, the days on which it is followed up, and what a leader is asked."""

from datetime import timedelta

from portal.db.clock import now, on_the_wall
from portal.demo.telling import Story
from portal.plan import queries, service
from portal.plan.models.sections import Section


def sends_out_for_days(story: Story, who: str, days: int, then: str) -> None:
    """A provisional plan. `then`: what holds after it."""
    service.send_out(story.actor(who), story.case(who), service.Lasting(days, then))


def sets_follow_up(
    story: Story, who: str, days: int, why: str, *, words: str = "", held_before: int | None = None
) -> None:
    """The next follow-up, so many `days` from that day; of the one that was held `held_before` days ago,
    `words` say what was talked about."""
    today = on_the_wall(now()).date()
    held_on = None if held_before is None else today - timedelta(days=held_before)
    service.follow_up(story.actor(who), service.Next(today + timedelta(days=days), why, held_on, words))


def asks_without(
    story: Story, who: str, kept_out: str, why: str, law: str, decided_by: str, *, key: str
) -> None:
    """May it begin without the yes of one parent?"""
    actor = story.actor(who)
    seat = next(one for one in actor.roster if one.person_id == story.people[kept_out])
    about = queries.find_to_keep_out(actor, seat.membership_id)
    assert about is not None, f"{kept_out} is not asked, or has said yes"
    story.said[key] = service.ask_without(actor, about, why, service.Ground(law, decided_by)).id


def asks_a_leader(story: Story, who: str, why: str, *, key: str) -> None:
    """May the plan that is out begin, though its bottom lines stand in place of a placement?"""
    actor = story.actor(who)
    out = queries.versions(actor).out
    assert out is not None, "no plan is out"
    story.said[key] = service.ask_leader(actor, out, why).id


def asks_to_close(story: Story, who: str, how: str, *, turned: str, key: str) -> None:
    """May the plan in force be closed? `turned`: how each condition turned out; none is met yet."""
    actor = story.actor(who)
    plan = queries.find_in_force(actor)
    assert plan is not None
    conditions = [line.about.id for line in plan.items if line.about.section == Section.CLOSING]
    told = [service.Turned(one, met=False, words=turned) for one in conditions]
    story.said[key] = service.ask_to_close(actor, plan, how, told).id


def answers_as_leader(story: Story, who: str, key: str, reply: str, *, yes: bool) -> None:
    leader = story.people[who]
    about = queries.find_question(leader, story.said[key])
    assert about is not None, f"{key} does not wait for {who}"
    service.answer_as_leader(leader, about, yes=yes, reply=reply)
