"""Two people worded one thing at the same time: what goes together, and what somebody must choose between."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

Fields = Mapping[str, Any]
Groups = Mapping[str, tuple[str, ...]]
"""Which fields belong together, by the name of the group: they say one thing, and are kept or changed
together."""


@dataclass(frozen=True)
class Clash:
    """A group of fields that both have changed, each to something else."""

    group: str
    before: Fields
    theirs: Fields
    mine: Fields


@dataclass(frozen=True)
class Merged:
    """`fields`: both people's changes; where they clash, mine. `theirs`: groups the other alone has changed.
    `mine`: groups that I have changed, and that say something else than they do now."""

    fields: dict[str, Any]
    clashes: tuple[Clash, ...]
    theirs: tuple[str, ...]
    mine: tuple[str, ...]


def merge(
    groups: Groups, before: Fields | None, theirs: Fields, mine: Fields, leave: Collection[str] = ()
) -> Merged:
    """Put the two together, group by group. `before`: what both had in front of them; None when that is not
    known, so that all that differs clashes. `leave`: groups that I want to stay as they were."""
    fields: dict[str, Any] = {}
    clashes, only_theirs, changed = [], [], []
    for group, names in groups.items():
        was, now = _some(before or theirs, names), _some(theirs, names)
        want = was if group in leave else _some(mine, names)
        i_changed = want != was if before is not None else want != now
        fields |= want if i_changed else now
        if i_changed and want != now:
            changed.append(group)
            if before is None or now != was:
                clashes.append(Clash(group, was, now, want))
        elif now != was and not i_changed:
            only_theirs.append(group)
    return Merged(fields, tuple(clashes), tuple(only_theirs), tuple(changed))


def _some(fields: Fields, names: Collection[str]) -> dict[str, Any]:
    return {name: fields[name] for name in names}
