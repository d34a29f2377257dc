"""What an answer from a login provider must hold before anybody is let in: data in, claims or refusal out.

`refusals`: the codes. `claims`: what is believed in the end. `reading`: the provider's words, by the names of
its preset. `judging`: every check after signature and subject. `way_on`: where somebody may be sent next.
"""

from portal.people.policy.claims import LONGEST_SUBJECT, Answer, Claims
from portal.people.policy.judging import judge
from portal.people.policy.reading import LONGEST_ID
from portal.people.policy.refusals import CITIZEN, KINDS, STAFF, LoginRefused, code_for
from portal.people.policy.way_on import safe_next
from portal.settings.presets import CONCEPT

NSIS = f"{CONCEPT}/"

__all__ = [
    "CITIZEN",
    "KINDS",
    "LONGEST_ID",
    "LONGEST_SUBJECT",
    "NSIS",
    "STAFF",
    "Answer",
    "Claims",
    "LoginRefused",
    "code_for",
    "judge",
    "safe_next",
]
