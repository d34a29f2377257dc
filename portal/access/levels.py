"""How surely we must know who is there, for each kind of content: the one table (design 3, *Login level per
kind of content*).

Every door reads it, and nothing else says a level. What is not in it opens to nobody: the app refuses to
start. A thing may ask for more than its door does (`Contribution.level`), and never for less.

A CPR number has no line: it stands on no page, and is compared only in a login that has just taken place.
"""

from collections.abc import Mapping
from enum import StrEnum

from portal.access.actor import Level
from portal.access.permissions import Permission


class Content(StrEnum):
    """Kinds of content that no permission names: one's own, the municipality's, and those for which a door
    asks for more than its permission does."""

    OWN_START = "own start"
    OWN_DRAFTS = "own drafts"
    OWN_MATTERS = "own matters"
    PEOPLE = "people"
    CONSENT = "consent"
    WORK = "work"
    SHIELD_ENDS = "shield ends"
    LEGAL_GROUND = "legal ground"
    ACCOUNTS = "accounts"


Kind = Permission | Content

FOR_GUESTS = (
    *(Content.OWN_START, Content.OWN_DRAFTS),
    *(Permission.CASE_READ, Permission.NETWORK_LEAVE, Permission.CONTRIBUTION_HIDE),
    *(Permission.CONTRIBUTION_NOT_SAID, Permission.CONTRIBUTION_TAKE_BACK),
    *(Permission.NETWORK_PAUSE, Permission.NETWORK_COME_BACK),
    *(Permission.LOG_READ, Permission.LOG_WRITE, Permission.BREACH_READ, Permission.BREACH_REPORT),
)
"""Own duties and whom to ring, the network log, that an agreement was not kept, own words taken away from
others, or said not to be own, a break, and the way out. On these pages a guest's own level leaves out the
rest."""
WITH_MITID = (
    *(Content.OWN_MATTERS, Content.PEOPLE, Content.WORK),
    *(Permission.CASE_STORY, Permission.CASE_SEARCH, Permission.LOOKS_READ),
    *(Permission.CASE_INVITE_PARENT, Permission.CASE_BRING_SUPPORT, Permission.CASE_LET_IN_PROFESSIONAL),
    *(Permission.CASE_ANSWER_TERM, Permission.CASE_TAKE_TERM_BACK),
    *(Permission.CASE_SAY_CODE, Permission.CASE_LET_BACK, Permission.CASE_GIVE_PLACE),
    *(Permission.CASE_KEEP_APART, Permission.CASE_KEEP_SECRET, Permission.CONTRIBUTION_LET_THROUGH),
    *(Permission.CONTRIBUTION_REMARK, Permission.CONTRIBUTION_SHARE, Permission.CONTRIBUTION_HAND_OVER),
    *(Permission.CONTRIBUTION_RELEASE, Permission.CONTRIBUTION_READ),
    *(Permission.MAP_READ, Permission.MAP_WRITE, Permission.MAP_NAME_DANGER, Permission.MAP_REWORD),
    *(Permission.MAP_STAND, Permission.MAP_SPEAK, Permission.MAP_KEEP),
    *(Permission.RULER_READ, Permission.RULER_SCORE, Permission.RULER_REVEAL, Permission.RULER_TAKE_UP),
    *(Permission.RULER_SCORE_ONESELF, Permission.RULER_ASK, Permission.RULER_CONCLUDE),
    *(Permission.NETWORK_READ, Permission.NETWORK_NAME, Permission.NETWORK_OPEN_UP),
    *(Permission.NETWORK_ANSWER, Permission.NETWORK_WITHDRAW, Permission.NETWORK_INVITE),
    *(Permission.NETWORK_MOVE, Permission.NETWORK_STAY, Permission.NETWORK_GROUND),
    *(Permission.CHILD_READ, Permission.CHILD_SHOW),
    *(Permission.NETWORK_TRUST, Permission.NETWORK_OWN_TRUST),
    *(Permission.PLAN_READ, Permission.PLAN_PRINT, Permission.PLAN_PROPOSE, Permission.PLAN_REWORD),
    *(Permission.PLAN_ANSWER, Permission.PLAN_HANG, Permission.PLAN_TAKE_IN, Permission.PLAN_SEND_OUT),
    *(Permission.PLAN_APPROVE, Permission.PLAN_PUT_IN_FORCE, Permission.PLAN_PRINT_FOR),
    *(Permission.PLAN_SUSPEND, Permission.PLAN_WRITE_DOWN, Permission.PLAN_DISOWN),
    *(Permission.PLAN_ASK_LEADER, Permission.PLAN_FOLLOW_UP, Permission.PLAN_CLOSE),
    *(Permission.PLAN_SAY_VIEW, Permission.PLAN_TELL_VIEW, Permission.PLAN_LOCK),
    *(Permission.PLAN_WRITE_ITEM, Permission.PLAN_CHANGE_ITEM),
    *(Permission.PLAN_GIVE_NUMBER, Permission.PLAN_FORGET_SECRET, Permission.PLAN_TELL_CHECK),
    *(Permission.BREACH_ANSWER, Permission.DRILL_READ, Permission.DRILL_WRITE),
    *(Permission.DRILL_ANSWER, Permission.DRILL_LEAD),
    *(Permission.MEETING_READ, Permission.MEETING_CALL, Permission.MEETING_MOVE),
    *(Permission.MEETING_CANCEL, Permission.MEETING_ANSWER),
    *(Permission.NOTE_READ, Permission.NOTE_WRITE, Permission.NOTE_REVIEW, Permission.NOTE_DECIDE),
    *(Permission.REVIEW_SEND, Permission.REVIEW_INQUIRE, Permission.REVIEW_ANSWER),
)
"""Everything else that a case holds: the map, the scores, the plan's text, people's names and numbers."""
FRESH = (Content.CONSENT, Content.SHIELD_ENDS, Content.LEGAL_GROUND, Content.ACCOUNTS)
"""What cannot be taken back by whoever notices later: a login of the last minutes."""

LEAST: Mapping[Kind, Level] = {
    **dict.fromkeys(FOR_GUESTS, Level.GUEST),
    **dict.fromkeys(WITH_MITID, Level.MITID),
    **dict.fromkeys(FRESH, Level.FRESH),
}


def least(kind: Kind) -> Level:
    """The lowest level that opens this kind. Raises KeyError for one that nobody has written down."""
    return LEAST[kind]


def without_level() -> set[Kind]:
    """The kinds that nobody has written down."""
    return {*Permission, *Content} - set(LEAST)
