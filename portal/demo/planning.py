"""Acts of a story: what stands in the sections of the plan beside its agreements."""

from collections.abc import Sequence
from datetime import timedelta

from portal.cases.models import AnswerKind
from portal.cases.service import Reply
from portal.db.clock import now, on_the_wall
from portal.demo.telling import Story
from portal.plan import queries, service
from portal.plan.models.child_view import View
from portal.plan.models.items import Wording
from portal.plan.models.sections import SPECS, Section
from portal.plan.queries.childs_own import find_signal_of_child
from portal.plan.queries.items import find_check
from portal.plan.queries.locks import find_words_to_lock


def puts_in_plan(
    story: Story,
    /,
    who: str,
    section: Section,
    words: str,
    *,
    names: Sequence[str] = (),
    key: str = "",
    **fields: str,
) -> None:
    """An item. `names`: whom it names, the first to call first. Days are counted from that day: `+7`."""
    actor = story.actor(who)
    mine = {seat.person_id: seat.membership_id for seat in actor.roster}
    seats = [story.seats.get(one) or mine[story.people[one]] for one in names]
    days = {name: _counted(value) for name, value in fields.items() if name in SPECS[section].dates}
    new = service.NewItem(Wording(words, {**fields, **days}), seats)
    story.said[key or words] = service.propose_item(actor, queries.open_section(actor, section), new).id


def tells_what_was_found(story: Story, /, who: str, about: str, words: str, *, worry: bool = False) -> None:
    """What a check found, that day."""
    actor = story.actor(who)
    check = find_check(actor, story.said[about])
    assert check is not None, f"{who} does not see {about}"
    service.write_result(actor, check, service.Found(on_the_wall(now()).date(), words, worry))


def _counted(days: str) -> str:
    return (on_the_wall(now()).date() + timedelta(days=int(days))).isoformat()


def wants_it_to_say(story: Story, /, who: str, about: str, words: str, reason: str, **fields: str) -> None:
    """Other words for an item."""
    actor = story.actor(who)
    item = queries.find_item_to_change(actor, story.said[about])
    assert item is not None, f"{who} does not see {about}"
    said = Wording(words, {**item.fields, **fields})
    service.propose_item_change(actor, item, service.WantedOfItem(reason, said), item.revision)


def answers_item(story: Story, who: str, kind: AnswerKind, about: str, words: str = "") -> None:
    """*Ja*, *ikke endnu* or *nej* beside an item."""
    actor = story.actor(who)
    thing = queries.find_item_to_answer(actor, story.said[about])
    assert thing is not None, f"{who} does not see {about}"
    service.say_of(actor, thing, Reply(kind, words, thing.said.revision))


def hears_of_signal(story: Story, who: str, about: str, words: str, how: str) -> None:
    """The caseworker has asked the child, who says that its own signal is right as it stands."""
    actor = story.actor(who)
    child = queries.children_heard(actor)[0].child
    found = find_signal_of_child(actor, child.id, story.said[about])
    assert found is not None, f"{who} does not see {about}"
    told = service.ChildTold(view=View.AGREE, words=words, how=how, on=on_the_wall(now()).date())
    service.tell_of_signal(actor, found, told, found.said.revision)


def locks_words(story: Story, who: str, about: str) -> None:
    """The words to the child are finished: every parent who reads them has said yes."""
    actor = story.actor(who)
    found = find_words_to_lock(actor, story.said[about])
    assert found is not None, f"{about} cannot be locked"
    service.lock_words(actor, found, {}, found.item.revision)


def lets_number_stand(story: Story, who: str, about: str, number: str) -> None:
    """One's own number, on the alarm card."""
    actor = story.actor(who)
    contact = queries.find_contact(actor, story.said[about])
    assert contact is not None, f"{who} does not see {about}"
    service.give_number(actor, contact, number)


def keeps_secret(story: Story, who: str, what: str, words: str) -> None:
    """A safe place or a code word, which nobody but those who share the whole case reads."""
    service.write_secret(story.actor(who), service.Secret(what), words)
