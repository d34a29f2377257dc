"""Who may read who has looked: the family side and professionals. Whoever is around the child has own duties
here, and is told nothing of when others come and go."""

from portal.access.actor import Actor, Role
from portal.access.decisions import Rules
from portal.access.permissions import Permission

AROUND = frozenset({Role.NETWORK_PERSON, Role.SUPPORT_PERSON})


def family_or_professional(actor: Actor, _subject: object) -> bool:
    return actor.role not in AROUND


RULES: Rules = {Permission.LOOKS_READ: [[family_or_professional]]}
