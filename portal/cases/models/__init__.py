"""The case, the people in it, who is hidden from whom; links to seats; answers beside any contribution.

One file for each kind of thing; rooms import from here.
"""

from portal.cases.models.answers import READERS_ARE_CHOSEN, Answer, AnswerKind
from portal.cases.models.apart import Secret, Shield, ShieldKind
from portal.cases.models.cases import Case, CaseChild, Custody, Membership
from portal.cases.models.invitations import ADDRESS, MOST_MISSES, Invitation, Progress
from portal.cases.models.openings import Opening, OpeningKind
from portal.cases.models.places import ChildPlace
from portal.cases.models.terms import TermAnswer

__all__ = [
    "ADDRESS",
    "MOST_MISSES",
    "READERS_ARE_CHOSEN",
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
    "Secret",
    "Shield",
    "ShieldKind",
    "TermAnswer",
]
