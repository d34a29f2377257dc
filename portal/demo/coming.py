"""Acts of a story: a case is opened, people are named, say yes, are invited, and come."""

from datetime import date, timedelta

from babel.dates import format_date

from portal.access.actor import Role
from portal.cases import service as cases
from portal.cases.models import ShieldKind
from portal.cases.queries import find_child, find_invitation, find_kept_secret
from portal.db.clock import now, on_the_wall
from portal.db.session import session
from portal.demo.telling import Story
from portal.network import queries, service
from portal.network.models import Circle, Named, Tie

DAYS = 14
A_YEAR, HALF_A_YEAR = timedelta(days=365), timedelta(days=182)
PERMISSION = (
    "Jeg hedder {giver}. Jeg giver {sharer} lov til at dele det her med {receiver}: aftalerne med {name} i, "
    "og hvem man kan ringe til. Det handler om {about}. {receiver} må kun læse det for at hjælpe med det, "
    "{name} har sagt ja til. Min tilladelse gælder fra i dag til og med {until}."
)
APPROVAL = (
    "Jeg hedder {giver}. Jeg siger ja til, at {receiver} kommer med. Det handler om {about}. "
    "Jeg siger ja {date}."
)
"""The sentences that the page shows in Danish; a test holds them to it."""


def opens(story: Story, who: str, children: list[str], standin: str) -> None:
    case = cases.open_case(story.person(who), children=children, standin=story.person(standin))
    session.flush()
    story.case_id = case.id
    story.children = {child.first_name: child.id for child in story.case(who).children}


def invites_parent(
    story: Story, who: str, parent: str, relation: str, children: list[str], words: str
) -> None:
    """Name a parent, and keep the link as the caseworker's browser would."""
    seat, story.links[parent] = cases.name_parent(
        story.actor(who),
        name=story.person(parent).name.split()[0],
        relation=relation,
        children=[story.children[name] for name in children],
        words=words,
        days=DAYS,
    )
    story.seats[parent] = seat.id


def gives_young_person_a_seat(
    story: Story, who: str, young: str, relation: str, words: str, years: int = 12
) -> None:
    """A link handed over in person, to a child of so many years. There is no page for this yet; these are the
    verbs it will use."""
    actor, name = story.actor(who), story.person(young).name.split()[0]
    born = {"birthdate": date(now().year - years, 1, 2).isoformat()}
    seat = cases.take_seat(actor, name=name, relation=relation, role=Role.CHILD, birthdate=born)
    story.links[young] = cases.invite(actor, seat, words=words, asked="", days=DAYS)
    story.seats[young] = seat.id


def gives_place(story: Story, who: str, child: str) -> None:
    """The link to a place of the child's own, while they sit together."""
    actor = story.actor(who)
    given = find_child(actor, story.children[child])
    assert given is not None
    _place, story.links[child] = cases.give_place(actor, given, "barn")


def opens_place(story: Story, child: str, code: str) -> None:
    """The child chooses a code on the phone, which keeps the secret."""
    seat, _place, story.phones[child] = cases.open_place(story.links[child], code)
    assert seat.person_id is not None
    story.people[child] = seat.person_id


def opens_link(story: Story, who: str) -> None:
    """See who asks, and do nothing more yet."""
    cases.see_invitation(story.links[who])


def comes(story: Story, who: str) -> None:
    """Open the link, say yes, and step in with MitID; a professional with that of work."""
    invitation = cases.see_invitation(story.links[who])
    secret = cases.accept_invitation(invitation.id)
    found = find_invitation(cases.token_hash(story.links[who]))
    assert found is not None
    story.seats[who] = cases.join(found, story.people[who], secret, said=cases.Said(at_work=True)).id


def shields(story: Story, who: str, protected: str, hidden_from: str, reason: str) -> None:
    """Decided by the caseworker, who looks at it again after half a year."""
    review_on = on_the_wall(now()).date() + HALF_A_YEAR
    decision = cases.Decision(kind=ShieldKind.PROTECTED_ADDRESS, reason=reason, review_on=review_on)
    seats = story.seats[protected], [story.seats[hidden_from]]
    cases.keep_apart(story.actor(who), *seats, decision)


def keeps_secret(story: Story, who: str, kind: str, words: str) -> None:
    """Something that must not be told to those from whom this person is hidden."""
    kept = find_kept_secret(story.actor(who), story.seats[who])
    assert kept is not None
    cases.keep_secret(story.actor(who), kept, kind, words)


def names(
    story: Story,
    who: str,
    name: str,
    relation: str,
    circle: Circle,
    words: str,
    *,
    key: str,
    tie: Tie | None = None,
) -> None:
    somebody = service.Somebody(name, relation, circle, words, tie)
    story.said[key] = service.name_person(story.actor(who), somebody).id


def says_who_is_trusted(story: Story, who: str, key: str, words: str, *, child: str) -> None:
    """A child says whom it trusts, or somebody who was told so."""
    named = _named(story, who, key)
    service.trust(story.actor(who), named.person, story.children[child], words)


def says_yes_to(story: Story, who: str, key: str) -> None:
    """A parent's permission for a year, or the caseworker's yes, in the sentence that the page shows."""
    named, actor = _named(story, who, key), story.actor(who)
    today = on_the_wall(now()).date()
    until = None if actor.is_professional else today + A_YEAR
    case = story.case(who)
    children = [child.first_name for child in case.children]
    roster = {seat.person_id: seat for seat in actor.roster}
    sentence = (APPROVAL if until is None else PERMISSION).format(
        giver=story.person(who).name,
        sharer=roster[case.caseworker_id],
        receiver=named.person,
        name=named.person.name,
        about=" og ".join(children),
        date=_long_day(today),
        until=_long_day(until or today),
    )
    given = service.Permission(roster[actor.person_id].membership_id, sentence, "da", until)
    service.say_yes(actor, named, given)


def _long_day(day: date) -> str:
    return str(format_date(day, "EEEE 'den' d. MMMM y", locale="da"))


def invites(story: Story, who: str, guest: str, key: str, words: str, asked: str) -> None:
    story.seats[guest], story.links[guest] = service.invite(
        story.actor(who), _named(story, who, key), words=words, asked=asked, days=DAYS
    )


def _named(story: Story, who: str, key: str) -> Named:
    found = queries.find_named(story.actor(who), story.said[key])
    assert found is not None
    return found
