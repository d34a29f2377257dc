"""People of the network, the permissions given for them, and what was decided where one is missing.

One file for each kind of thing; the room imports from here.
"""

from portal.network.models.consents import LAST_DAYS, Consent
from portal.network.models.grounds import LAWS, Ground, LegalGround
from portal.network.models.kinds import Circle, Side, Status, Tie
from portal.network.models.named import Named
from portal.network.models.people import NetworkPerson
from portal.network.models.trust import Trust

__all__ = [
    "LAST_DAYS",
    "LAWS",
    "Circle",
    "Consent",
    "Ground",
    "LegalGround",
    "Named",
    "NetworkPerson",
    "Side",
    "Status",
    "Tie",
    "Trust",
]
