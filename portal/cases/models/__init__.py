"""The case and the people in it; links to seats; answers that stand beside any contribution.

One file for each kind of thing; rooms import from here.
"""

from portal.cases.models.answers import Answer, AnswerKind
from portal.cases.models.cases import Case, CaseChild, Custody, Membership, Shield
from portal.cases.models.invitations import ADDRESS, MOST_MISSES, Invitation, Progress
from portal.cases.models.openings import Opening, OpeningKind
from portal.cases.models.places import ChildPlace

__all__ = [
    "ADDRESS",
    "MOST_MISSES",
    "Answer",
    "AnswerKind",
    "Case",
    "CaseChild",
    "ChildPlace",
    "Custody",
    "Invitation",
    "Membership",
    "Opening",
    "OpeningKind",
    "Progress",
    "Shield",
]
