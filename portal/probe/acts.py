"""Acts of the probe families that the demo families have no use for; some have no verb yet."""

from typing import Any

from portal.access.models import Audience, Contribution
from portal.cases import service as cases
from portal.cases.queries import find_contribution, find_invitation
from portal.db.clock import now, on_the_wall
from portal.db.session import session
from portal.demo.coming import A_YEAR, DAYS
from portal.demo.telling import Story
from portal.mapping import service as mapping
from portal.mapping.models import Category
from portal.messages.models import Channel
from portal.messages.wishes import Wish, choose
from portal.network import queries as network_queries
from portal.network import service as network
from portal.people.models import Person
from portal.referrals import service as referrals
from portal.review import service as review
from portal.writing import drafts

CODE = "4071825390"
PROMISE_DAYS = 3


def opens_alone(story: Story, who: str, children: list[str]) -> None:
    """A case without a stand-in, so that nobody of the other family's municipality reads it."""
    case = cases.open_case(story.person(who), children=children, standin=None)
    session.flush()
    story.case_id = case.id
    story.children = {child.first_name: child.id for child in story.case(who).children}


def asks_support(story: Story, who: str, support: str, relation: str, words: str) -> None:
    """A bisidder gets a link."""
    name = story.person(support).name
    seat, token = cases.bring_support(story.actor(who), name=name, relation=relation, words=words, days=DAYS)
    story.seats[support], story.links[support] = seat.id, token


def asks_teacher(story: Story, who: str, teacher: str, purpose: str, why: str, words: str) -> None:
    """A professional gets a link, for a year, on a law."""
    term = cases.Term(purpose, on_the_wall(now()).date() + A_YEAR, "en lov, § 1", why)
    asked: dict[str, Any] = {
        "name": story.person(teacher).name,
        "relation": "lærer",
        "words": words,
        "days": DAYS,
    }
    seat, token = cases.let_in_professional(story.actor(who), term, **asked)
    story.seats[teacher], story.links[teacher] = seat.id, token


def tells_number(story: Story, who: str, phone: str) -> None:
    """The number that stands beside a person's name."""
    session.get_one(Person, story.people[who]).phone = phone


def wants_mail(story: Story, who: str, address: str) -> None:
    choose(story.people[who], Wish(Channel.MAIL, address))


def keeps_to_self(story: Story, who: str, words: str) -> None:
    """*Kun mig*."""
    mapping.keep_to_myself(story.actor(who), Category.STRENGTH, words)


def leaves_unsent(story: Story, who: str, page: str, words: str) -> None:
    """A draft, in the place where its writer began it (under the address of the case)."""
    place = f"/cases/{story.case_id}/{page}"
    drafts.keep(story.people[who], place, {"words": [words]}, story.case_id)


def notes_for_professionals(story: Story, who: str, words: str) -> None:
    """What the family side is not shown. There is no page for it yet: the column is what pages obey."""
    _written(story, who, words, professional_only=True)


def writes_about(story: Story, who: str, about: str, words: str) -> None:
    """A sentence about a person, so that whoever is hidden from someone is hidden here too."""
    _written(story, who, words, about_id=story.people[about])


def writes_about_child(story: Story, who: str, child: str, words: str) -> None:
    _written(story, who, words, child_id=story.children[child])


def releases(story: Story, who: str, words: str) -> None:
    """A sentence for all who are with the family, not for those alone who share the whole case."""
    _written(story, who, words, released_at=now())


def _written(story: Story, who: str, words: str, **decides: Any) -> None:
    shared = mapping.Shared(Audience.IN_CASE)
    entry = mapping.add_entry(story.actor(who), Category.STRENGTH, words, shared)
    for column, value in decides.items():
        setattr(entry, column, value)


def rewords(story: Story, who: str, key: str, words: str) -> None:
    entry: Any = _said(story, who, key)
    mapping.reword_entry(story.actor(who), entry, words, entry.revision)


def hides(story: Story, who: str, key: str) -> None:
    cases.hide_own_words(story.actor(who), _said(story, who, key))


def _said(story: Story, who: str, key: str) -> Contribution:
    found = find_contribution(story.actor(who), story.said[key])
    assert found is not None, f"{who} does not see {key}"
    return found


def asks(story: Story, who: str, words: str, *, key: str) -> None:
    """*Skriv til* the caseworker."""
    actor = story.actor(who)
    story.said[key] = review.inquire(actor, story.case(who), words, PROMISE_DAYS).id


def says_no_to(story: Story, who: str, key: str, why: str) -> None:
    actor = story.actor(who)
    named = network_queries.find_named(actor, story.said[key])
    assert named is not None
    network.say_no(actor, named, why)


def invites_by_letter(story: Story, who: str, key: str, address: str, words: str, asked: str) -> None:
    """The link is sent; nobody has opened it yet."""
    actor = story.actor(who)
    named = network_queries.find_named(actor, story.said[key])
    assert named is not None
    letter = cases.ByLetter(Channel.MAIL, address, lambda token: f"http://127.0.0.1/invitation/{token}")
    told: dict[str, Any] = {"words": words, "asked": asked, "days": DAYS, "by_letter": letter}
    story.seats[key], story.links[key] = network.invite(actor, named, **told)


def lets_guest_in(story: Story, who: str, guest: str, key: str, words: str, asked: str) -> None:
    """A link and a spoken code, and somebody who comes by both, without MitID."""
    actor = story.actor(who)
    named = network_queries.find_named(actor, story.said[key])
    assert named is not None
    told: dict[str, Any] = {"words": words, "asked": asked, "days": DAYS, "code": CODE}
    _seat, story.links[guest] = network.invite(actor, named, **told)
    opened = cases.see_invitation(story.links[guest])
    secret = cases.accept_invitation(opened.id)
    found = find_invitation(cases.token_hash(story.links[guest]))
    assert found is not None
    seat = cases.come_in(found, secret, "", CODE)
    assert seat.person_id is not None
    story.seats[guest], story.people = seat.id, {**story.people, guest: seat.person_id}


def asks_for_help(story: Story, who: str, caseworker: str, wish: str, worry: str) -> None:
    """*Vi vil gerne have hjælp*, from somebody without a seat; the caseworker takes it."""
    told = {"children": [wish], "relation": "tante", "wish": wish, "works": "", "worries": worry, "phone": ""}
    asked = referrals.write(story.person(who), told, own_matter=False, language="da", seen=0)
    referrals.send(asked.person_id)
    referrals.take(story.people[caseworker], asked.id, now() + A_YEAR)


def takes_back(story: Story, who: str, key: str) -> None:
    """A permission is withdrawn, and the person's seat ends."""
    actor = story.actor(who)
    named = network_queries.find_named(actor, story.said[key])
    assert named is not None
    mine = named.permission_of(actor.person_id)
    assert mine is not None
    network.withdraw(actor, mine)
