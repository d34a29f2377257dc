"""Who may show a child's words: the child. Who may read what was shown: a parent, who finds that alone."""

from portal.access.actor import Actor, Role
from portal.access.decisions import Rules
from portal.access.permissions import Permission


def childs_own_words(actor: Actor, _subject: object) -> bool:
    return actor.role is Role.CHILD  # the lookup finds own words alone


def parent(actor: Actor, _subject: object) -> bool:
    return actor.role in (Role.CUSTODY_HOLDER, Role.PARENT_WITHOUT_CUSTODY)


RULES: Rules = {
    Permission.CHILD_SHOW: [[childs_own_words]],
    Permission.CHILD_READ: [[parent]],
}
