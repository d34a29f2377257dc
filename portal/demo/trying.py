"""Acts of a story: the plan is tried, by a question that each answers alone."""

from datetime import timedelta

from portal.db.clock import now, on_the_wall
from portal.demo.telling import Story
from portal.plan import queries, service
from portal.plan.models.tried import Outcome


def asks_what_if(
    story: Story, who: str, words: str, asked: list[str], *, about: str, key: str, days: int
) -> None:
    """A question about an agreement of the plan that applies; they try it together in so many days."""
    actor = story.actor(who)
    seats = [seat.membership_id for seat in actor.roster if seat.person_id in map(story.people.get, asked)]
    day = on_the_wall(now()).date() + timedelta(days=days)
    question = service.Question(words=words, on_day=day, seats=seats, agreement_id=story.said[about])
    story.said[key] = service.ask_drill(actor, queries.find_to_try(actor), question).id


def would_do(story: Story, who: str, key: str, words: str) -> None:
    """An own answer, before any other is read."""
    service.answer_drill(story.actor(who), _shown(story, who, key), words)


def found_together(story: Story, who: str, key: str, words: str, outcome: Outcome) -> None:
    about = _shown(story, who, key)
    service.say_what_we_found(story.actor(who), about, words, outcome, about.said.revision)


def _shown(story: Story, who: str, key: str) -> queries.DrillShown:
    about = queries.find_drill(story.actor(who), story.said[key])
    assert about is not None, f"{who} is not asked {key}"
    return about
