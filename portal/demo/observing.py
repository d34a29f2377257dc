"""Acts of a story: what somebody saw, as it stands in the network log."""

from dataclasses import replace
from datetime import timedelta

from portal.db.clock import now, on_the_wall
from portal.demo.telling import Story
from portal.plan import queries, service
from portal.plan.models.log import Mark


def logs(
    story: Story, who: str, key: str, mark: Mark, words: str = "", *, days: int = 0, language: str = "da"
) -> None:
    """A line about an agreement of the plan that applies. `days`: how many days ago it was seen."""
    actor = replace(story.actor(who), language=language)
    about = queries.find_agreement_to_observe(actor, story.said[key])
    assert about is not None, f"{who} does not see {key}"
    service.write_in_log(actor, about, _seen(words, days, mark))


def logs_of_child(story: Story, who: str, child: str, words: str, *, days: int = 0) -> None:
    """A line about a child in general."""
    actor = story.actor(who)
    about = queries.find_child_to_observe(actor, story.children[child])
    assert about is not None
    service.write_in_log(actor, about, _seen(words, days))


def _seen(words: str, days: int, mark: Mark | None = None) -> service.Seen:
    day = on_the_wall(now()).date() - timedelta(days=days)
    return service.Seen(on=day, words=words, mark=mark)
