"""Decide a permission. A verb nobody wrote a rule for is denied."""

from collections.abc import Callable, Mapping
from typing import Any

from portal.access.actor import Actor
from portal.access.permissions import WHILE_AWAY, Permission

Condition = Callable[[Actor, Any], bool]
Rules = Mapping[Permission, list[list[Condition]]]

_rules: dict[Permission, list[list[Condition]]] = {}


def adopt(rules: Rules) -> None:
    """Take in one room's rules, once, when the app is built."""
    _rules.update(rules)


def may(actor: Actor, permission: Permission | str, subject: object) -> bool:
    """Any line of the rule is one way in; every condition on the line must hold. Two at once only read, as
    does whoever was let in without a seat. Who takes a break comes back first, or leaves."""
    wanted = Permission(permission)
    if actor.paused and wanted not in WHILE_AWAY:
        return False
    if (actor.both or actor.let_in_until is not None) and not wanted.only_reads:
        return False
    if actor.both:
        return all(may(one, wanted, subject) for one in actor.both)
    return any(all(condition(actor, subject) for condition in way) for way in _rules.get(wanted, []))


def verbs_without_rule() -> set[Permission]:
    return set(Permission) - set(_rules)


def all_rules() -> Rules:
    """Every rule that was taken in, for the page that tells them."""
    return dict(_rules)
