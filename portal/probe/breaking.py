"""Acts of the probe families: what was not kept, and questions that the plan is tried with."""

from collections.abc import Collection
from datetime import timedelta

from portal.db.clock import now, on_the_wall
from portal.demo.telling import Story
from portal.plan import queries, service

DAYS = 3


def reports(story: Story, who: str, words: str) -> None:
    """To the caseworkers alone; nobody is picked."""
    actor = story.actor(who)
    service.report_breach(actor, queries.find_to_report(actor), service.NotKept(words=words), DAYS)


def asks_to_try(story: Story, who: str, asked: Collection[str], words: str, *, key: str) -> None:
    """A question for some, to be tried in a month."""
    actor, people = story.actor(who), {story.people[one] for one in asked}
    found = queries.find_to_try(actor)
    seats = [seat.membership_id for seat in found.seats if seat.person_id in people]
    on_day = on_the_wall(now()).date() + timedelta(days=30)
    drill = service.ask_drill(actor, found, service.Question(words=words, on_day=on_day, seats=seats))
    story.said[key] = drill.id


def would_do(story: Story, who: str, key: str, words: str) -> None:
    """An own answer, under seal as long as another of the asked has not answered."""
    actor = story.actor(who)
    about = queries.find_drill(actor, story.said[key])
    assert about is not None
    service.answer_drill(actor, about, words)
