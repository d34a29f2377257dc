"""Lookups inside a case, each through the person who asks.

One file for each thing that is looked up; rooms import from here.
"""

from portal.access.actor import Member
from portal.cases.queries.actors import actor_for, actors_in, actors_of, roster_of
from portal.cases.queries.cases import cases_of, caseworker_of, contacts_of, find_case
from portal.cases.queries.invitations import (
    Invited,
    find_invitation,
    find_invited,
    find_way_back,
    guests_at,
    has_a_seat,
    invitation_by_id,
    invitation_of,
    invitation_of_guest,
    is_held_by_a_guest,
    open_invitations,
    seat_of,
    with_finder,
)
from portal.cases.queries.members import (
    authors,
    caseworker_in,
    custody_holders,
    find_seat,
    is_hidden,
    may_be_named,
    members,
    own_seat,
    seats_of,
)
from portal.cases.queries.promised import cases_with_a_promise_to_keep, who_promised
from portal.cases.queries.said import (
    ReadersToChoose,
    answers_to,
    find_answer_of,
    find_contribution,
    had_it_open,
    readers_of,
    readers_to_choose,
    would_read,
)
from portal.cases.queries.story import News, end_at, happened_between, mark, news_since, story
from portal.cases.queries.told import Waiting, told, told_as_known_to

__all__ = [
    "Invited",
    "Member",
    "News",
    "ReadersToChoose",
    "Waiting",
    "actor_for",
    "actors_in",
    "actors_of",
    "answers_to",
    "authors",
    "cases_of",
    "cases_with_a_promise_to_keep",
    "caseworker_in",
    "caseworker_of",
    "contacts_of",
    "custody_holders",
    "end_at",
    "find_answer_of",
    "find_case",
    "find_contribution",
    "find_invitation",
    "find_invited",
    "find_seat",
    "find_way_back",
    "guests_at",
    "had_it_open",
    "happened_between",
    "has_a_seat",
    "invitation_by_id",
    "invitation_of",
    "invitation_of_guest",
    "is_held_by_a_guest",
    "is_hidden",
    "mark",
    "may_be_named",
    "members",
    "news_since",
    "open_invitations",
    "own_seat",
    "readers_of",
    "readers_to_choose",
    "roster_of",
    "seat_of",
    "seats_of",
    "story",
    "told",
    "told_as_known_to",
    "who_promised",
    "with_finder",
    "would_read",
]
