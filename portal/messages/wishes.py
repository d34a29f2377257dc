"""How a person wants to be told. For that person alone: no page shows it to anybody else."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from sqlalchemy.exc import IntegrityError

from portal.db.clock import COPENHAGEN, on_the_wall
from portal.db.session import session
from portal.messages.models import Channel, MessageWish


class Hours(StrEnum):
    """When we may write."""

    DAY = "day"
    WORKDAY = "workday"
    EVENING = "evening"
    ALWAYS = "always"


CLOCK = {Hours.DAY: (8, 21), Hours.WORKDAY: (8, 16), Hours.EVENING: (16, 21), Hours.ALWAYS: (0, 24)}
"""From and until, on a Danish wall. Night is held back unless the person asks otherwise."""


@dataclass(frozen=True)
class Wish:
    """What somebody chooses. `address` has been let through by `addresses`; "" without a channel."""

    channel: Channel = Channel.NONE
    address: str = ""
    hours: Hours = Hours.DAY
    language: str = "da"


def wish_of(person_id: UUID) -> Wish:
    """What this person has chosen; nothing, until then."""
    row = session.get(MessageWish, person_id)
    if row is None:
        return Wish()
    hours = next(name for name, clock in CLOCK.items() if clock == (row.from_hour, row.until_hour))
    return Wish(Channel(row.channel), address_of(row), hours, row.language)


def choose(person_id: UUID, wish: Wish) -> None:
    """Take in what this person wants from now on. Without a channel the address is forgotten."""
    try:
        with session.begin_nested():
            _put(person_id, wish)
    except IntegrityError:  # the same person chose for the first time in two windows at the same moment
        _put(person_id, wish)


def _put(person_id: UUID, wish: Wish) -> None:
    row = session.get(MessageWish, person_id) or MessageWish(person_id=person_id)
    wanted = wish.channel is not Channel.NONE
    row.channel, row.language = wish.channel.value, wish.language
    row.address = {"address": wish.address} if wanted else None
    row.from_hour, row.until_hour = CLOCK[wish.hours]
    session.add(row)
    session.flush()


def address_of(row: MessageWish) -> str:
    return str(row.address["address"]) if row.address else ""


def first_moment(row: MessageWish, moment: datetime) -> datetime:
    """`moment` when we may write then, else the first moment after it when we may."""
    local = on_the_wall(moment)
    if row.from_hour <= local.hour < row.until_hour:
        return moment
    day = local.date() if local.hour < row.from_hour else local.date() + timedelta(days=1)
    return datetime(day.year, day.month, day.day, row.from_hour, tzinfo=COPENHAGEN)
