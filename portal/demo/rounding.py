"""Acts of a story: people are asked to answer on the ruler, and what comes of it when all have answered."""

from collections.abc import Collection
from uuid import UUID

from portal.demo.telling import Story
from portal.ruler import queries, service
from portal.ruler.models import Dimension


def asks_round(story: Story, who: str, asked: Collection[str], occasion: str, *, key: str) -> None:
    """The caseworker asks some people, each alone."""
    actor, people = story.actor(who), {story.people[one] for one in asked}
    found = queries.find_to_ask(actor)
    seats = [seat.membership_id for seat in found.seats if seat.person_id in people]
    assert len(seats) == len(people), "somebody cannot be asked"
    story.said[key] = service.ask(actor, found, occasion, seats).id


def sees_it_apart(story: Story, who: str, key: str, child: str, words: str) -> None:
    """What those who answered see differently about a child."""
    about = _about(story, who, key, child)
    service.say_differently(story.actor(who), _opened(story, who, key), about, words)


def agrees_on(story: Story, who: str, key: str, child: str, step: int, words: str) -> None:
    """The step that all agree on."""
    together, about = service.Together(step, words), _about(story, who, key, child)
    service.agree_on(story.actor(who), _opened(story, who, key), about, together)


def sees_the_whole(story: Story, who: str, key: str, child: str, step: int, words: str) -> None:
    """The caseworker's own view of all answers."""
    together, about = service.Together(step, words), _about(story, who, key, child)
    service.see_as_a_whole(story.actor(who), _opened(story, who, key), about, together)


def _opened(story: Story, who: str, key: str) -> queries.RoundShown:
    found = queries.find_opened(story.actor(who), story.said[key])
    assert found is not None, f"{key} is sealed, or not for {who}"
    return found


def _about(story: Story, who: str, key: str, child: str) -> queries.SideBySide:
    about: UUID = story.children[child]
    found = _opened(story, who, key).of(about, Dimension.CHILD)
    assert found is not None, f"{who} sees no answers about {child}"
    return found
