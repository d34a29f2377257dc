"""Acts of a story: sentences on the map, answers beside them, steps on the ruler, and what is sent."""

from portal.access.models import Audience
from portal.cases import queries as case_queries
from portal.cases import service as cases
from portal.cases.models import AnswerKind
from portal.child import service as child
from portal.child.queries import own_words
from portal.demo.telling import Story
from portal.mapping import queries as mapping_queries
from portal.mapping import service as mapping
from portal.mapping.models import Category
from portal.review import queries as review_queries
from portal.review import service as review
from portal.review.models import Reviewed
from portal.ruler import queries as ruler_queries
from portal.ruler import service as ruler
from portal.ruler.models import Choice, Dimension, OpensTo

PROMISE_DAYS = 3


def writes(
    story: Story,
    /,
    who: str,
    kind: Category,
    words: str,
    *,
    key: str = "",
    to: list[str] | None = None,
    **around: str,
) -> None:
    """One sentence on the map, with what stands `around` it: for all in the case, or for those it is `to`."""
    shared = mapping.Shared(
        Audience.US_HERE if to else Audience.IN_CASE, [story.people[reader] for reader in to or ()]
    )
    story.said[key] = mapping.add_entry(story.actor(who), kind, words, shared, around=around).id


def names_danger(
    story: Story, /, who: str, danger: str, goal: str, *, child: str = "", key: str = "", **around: str
) -> None:
    """What could happen with what we want to see, and what stands `around` the two."""
    about, actor = story.children[child] if child else None, story.actor(who)
    story.said[key] = mapping.name_pair(actor, mapping.Pair(danger, goal, about, around, around)).id


def stands(
    story: Story,
    who: str,
    number: int,
    why: str,
    higher: str,
    *,
    about: str = "",
    to: list[str] | None = None,
) -> None:
    """Where somebody stands on the line from 0 to 10, `about` a danger or about everything."""
    actor = story.actor(who)
    asked = mapping_queries.find_all_to_score(actor)
    if about:
        found = mapping_queries.find_danger_to_score(actor, story.said[about])
        assert found is not None, f"{who} does not see {about}"
        asked = found
    audience = Audience.US_HERE if to else Audience.IN_CASE
    readers = [story.people[reader] for reader in to or ()]
    mapping.stand(actor, asked, mapping.Stand(number, why, higher), audience, readers)


def keeps_map(story: Story, who: str) -> None:
    """The map is kept as it stands, at a meeting."""
    mapping.keep_map(story.actor(who), story.case(who))


def asks(story: Story, who: str, words: str) -> None:
    """*Skriv til Karin*: the caseworker and the stand-in read it."""
    review.inquire(story.actor(who), story.case(who), words, PROMISE_DAYS)


def sees_it_differently(story: Story, who: str, key: str, words: str) -> None:
    """*Min bemærkning* beside another's words."""
    actor = story.actor(who)
    thing = case_queries.find_contribution(actor, story.said[key])
    assert thing is not None, f"{who} does not see {key}"
    cases.answer(actor, thing, cases.Reply(AnswerKind.REMARK, words, thing.revision))


def scores(
    story: Story,
    who: str,
    child: str,
    step: int | None,
    words: str = "",
    *,
    context: str = "home",
    care: bool = False,
    protective: str = "",
    better: str = "",
    worries: str = "",
    to: list[str] | None = None,
    key: str = "",
) -> None:
    """A step on the ruler about a child, or (`care`) about how the adults look after it. No step: *ved
    ikke*. `to`: whom it opens to beside the caseworkers, where that is not all."""
    actor = story.actor(who)
    about = ruler_queries.find_child(actor, story.children[child])
    assert about is not None
    texts = ruler_queries.ruler_to_score_on(None, about.ruler_id, ruler_queries.speaks_to(actor), "da")
    answered = ruler.Answered(
        Dimension.PARENTAL_CARE if care else Dimension.CHILD,
        Choice.DO_NOT_KNOW if step is None else Choice.STEP,
        step,
        None if step is None else context,
        words,
        protective,
        worries,
        better,
        OpensTo.ALL if to is None else OpensTo.CHOSEN,
        frozenset(story.people[one] for one in to or ()),
    )
    story.said[key] = ruler.give_score(actor, about, texts, answered).id


def shows_all_answers(story: Story, who: str) -> None:
    """At a meeting, also when somebody has not answered."""
    actor = story.actor(who)
    sealed, *_scores = ruler_queries.over_time(actor)
    assert sealed is not None
    ruler.reveal(actor, sealed)


def takes_up(story: Story, who: str, key: str) -> None:
    actor = story.actor(who)
    given = ruler_queries.find_score(actor, story.said[key])
    assert given is not None
    ruler.take_up(actor, given.score)


def sends(story: Story, who: str) -> None:
    """*Send til Karin*: all that is new."""
    actor = story.actor(who)
    letter = review.to_send(actor, story.case(who), PROMISE_DAYS)
    assert letter.things, f"{who} has nothing new to send"
    review.send(actor, letter)


def answers(story: Story, who: str, kind: AnswerKind, key: str, words: str = "") -> None:
    """The caseworker answers one thing that was sent."""
    actor = story.actor(who)
    reviewed = review_queries.find_reviewed(actor, story.said[key])
    assert reviewed is not None, f"{who} does not see {key}"
    review.give_answer(actor, reviewed, cases.Reply(kind, words, reviewed.thing.revision))


def agrees_with_the_rest(story: Story, who: str) -> None:
    """The caseworker answers *enig* to everything that has no answer yet."""
    actor = story.actor(who)
    things = review_queries.to_answer(actor)
    given = review_queries.answered_by(actor, [thing.id for thing in things])
    for thing in things:
        if thing.id not in given:
            reply = cases.Reply(AnswerKind.AGREE, "", thing.revision)
            review.give_answer(actor, Reviewed(thing, None), reply)


def shows_newest(story: Story, who: str, to: str) -> None:
    """A child lets a parent read what the child wrote last."""
    actor = story.actor(who)
    child.show(actor, own_words(actor)[0], [story.people[to]])
