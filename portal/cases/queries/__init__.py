"""Lookups inside a case, each through the person who asks.

One file for each thing that is looked up; rooms import from here.
"""

from portal.access.actor import Member
from portal.cases.queries.actors import actor_for, actors_in, actors_of, roster_of
from portal.cases.queries.cases import cases_of, caseworker_of, contacts_of, find_case
from portal.cases.queries.invitations import (
    find_invitation,
    invitation_by_id,
    invitation_of,
    open_invitations,
    seat_of,
)
from portal.cases.queries.members import (
    authors,
    custody_holders,
    find_seat,
    is_hidden,
    may_be_named,
    members,
    own_seat,
    seats_of,
)
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
from portal.cases.queries.story import News, end_at, mark, news_since, story

__all__ = [
    "Member",
    "News",
    "ReadersToChoose",
    "actor_for",
    "actors_in",
    "actors_of",
    "answers_to",
    "authors",
    "cases_of",
    "caseworker_of",
    "contacts_of",
    "custody_holders",
    "end_at",
    "find_answer_of",
    "find_case",
    "find_contribution",
    "find_invitation",
    "find_seat",
    "had_it_open",
    "invitation_by_id",
    "invitation_of",
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
    "would_read",
]
