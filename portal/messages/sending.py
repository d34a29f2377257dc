"""Send what is due: claim a row, send, mark it. Any number of workers may do so at once.

A worker claims a row for a while with one conditional UPDATE, and commits, before it sends: no other worker
sends it meanwhile. A worker that dies between sending and marking leaves a row whose time runs out, and the
message is sent **once more**. It errs that way on purpose: "there is something new" twice does no harm, but
a message that is lost may be an answer that nobody gave. Each try is counted when it begins, so that a
message that kills its worker is given up too.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID, uuid4

import structlog
from sqlalchemy import ColumnElement, Select, and_, exists, or_, select, update

from portal.db.clock import now
from portal.db.session import session
from portal.messages.addresses import NotAnAddress
from portal.messages.models import MOST_TRIES, Channel, Kind, Message, MessageWish, Status
from portal.messages.ports import NotSent, Port, ports_of
from portal.messages.wishes import address_of, first_moment
from portal.messages.words import Text, text_of
from portal.settings import Settings

LEASE = timedelta(minutes=10)
"""Longer than any sending can take: see the time limits of the ports."""
BACK_OFF = [timedelta(minutes=minutes) for minutes in (1, 5, 30, 120, 480)]
AT_ONCE = 100
log = structlog.get_logger()


@dataclass(frozen=True)
class Manners:
    """How messages are sent.

    `gather`: how long news waits for more; `gap`: how long somebody has peace after a message.
    `still`: does this person (id) still have something to be told of, or (with the key of a reminder) still
    not answered?
    """

    ports: Mapping[Channel, Port]
    still: Callable[[UUID, str | None], bool]
    gather: timedelta = timedelta(minutes=10)
    gap: timedelta = timedelta(hours=1)


def manners_of(settings: Settings, still: Callable[[UUID, str | None], bool]) -> Manners:
    """As the settings say. A channel without settings is closed."""
    return Manners(
        ports=ports_of(settings),
        still=still,
        gather=timedelta(minutes=settings.gather_minutes),
        gap=timedelta(minutes=settings.gap_minutes),
    )


@dataclass(frozen=True)
class Addressed:
    """A text on its way to an address."""

    port: Port
    address: str
    text: Text


class NotNow(Exception):
    """Not before this moment (UTC): it is night for the person, or they were told a moment ago."""

    def __init__(self, until: datetime) -> None:
        super().__init__("not now")
        self.until = until


class Unwanted(Exception):
    """Nobody wants the message any more."""


def deliver_due(manners: Manners) -> int:
    """Send what is due now; how many messages went out. Never raises because of one message."""
    _give_up_the_fatal()
    due = list(session.scalars(_due(manners)))
    session.commit()
    return sum(deliver(manners, message_id) for message_id in due)


def _due(manners: Manners) -> Select[UUID]:
    gathered = or_(Message.kind != Kind.NEWS.value, Message.created_at <= now() - manners.gather)
    return select(Message.id).where(gathered, _free()).order_by(Message.due_at).limit(AT_ONCE)


def _free() -> ColumnElement[bool]:
    """To be sent now, and in no worker's hands."""
    return and_(
        Message.status == Status.WAITING.value,
        Message.due_at <= now(),
        Message.tries < MOST_TRIES,
        or_(Message.claimed_until.is_(None), Message.claimed_until < now()),
    )


def deliver(manners: Manners, message_id: UUID) -> bool:
    """Send one message, if it is still to be sent and nobody else is at it. True when it went out."""
    session.expunge_all()  # what was loaded for the message before may have changed meanwhile
    mine = uuid4()
    message = _claim(message_id, mine)
    if message is None:
        return False
    try:
        addressed = _addressed(message, manners)
    except NotNow as later:
        _let_go(message, mine, due_at=later.until, tries=message.tries - 1)
        return False
    except Unwanted:
        _end(message, mine, Status.DROPPED)
        return False
    except NotSent as closed:
        _fail(message, mine, closed.why, for_good=closed.for_good)
        return False
    session.commit()
    return _send(message, mine, addressed)


def _send(message: Message, mine: UUID, addressed: Addressed) -> bool:
    """No transaction is open meanwhile: a slow server keeps nobody waiting."""
    try:
        addressed.port.send(addressed.address, addressed.text, message.id)
    except NotAnAddress:
        _fail(message, mine, "no_address", for_good=True)
    except NotSent as failed:
        _fail(message, mine, failed.why, for_good=failed.for_good)
    except Exception:
        log.error("message failed", exc_info=True, message=str(message.id))
        _fail(message, mine, "fault", for_good=False)
    else:
        _end(message, mine, Status.SENT)
        return True
    return False


def _claim(message_id: UUID, mine: UUID) -> Message | None:
    """The message, in this worker's hands until the lease runs out; None when another was quicker."""
    claimed = session.execute(
        update(Message)
        .where(Message.id == message_id, _free())
        .values(claimed_by=mine, claimed_until=now() + LEASE, tries=Message.tries + 1)
        .execution_options(synchronize_session=False)
    )
    if not claimed.rowcount:  # type: ignore[attr-defined]
        session.commit()
        return None
    return session.get_one(Message, message_id, populate_existing=True)


def _addressed(message: Message, manners: Manners) -> Addressed:
    """Where to, and in which words, as the person wants it now. Raises NotNow and Unwanted."""
    if message.letter:
        to, holes = message.letter, {name: message.letter[name] for name in ("name", "inviter", "link")}
        text = text_of(Kind.LETTER, to["language"], holes)
        return Addressed(_port(manners, to["channel"]), to["address"], text)
    assert message.person_id is not None
    wish = session.get(MessageWish, message.person_id, with_for_update=True, populate_existing=True)
    if wish is None or wish.channel == Channel.NONE or not manners.still(message.person_id, message.key):
        raise Unwanted
    _not_too_often(message, wish, manners)
    text = text_of(Kind(message.kind), wish.language)
    return Addressed(_port(manners, wish.channel), address_of(wish), text)


def _port(manners: Manners, channel: str) -> Port:
    port = manners.ports.get(Channel(channel))
    if port is None:
        raise NotSent("channel_is_closed", for_good=True)
    return port


def _not_too_often(message: Message, wish: MessageWish, manners: Manners) -> None:
    """Hours the person chose, and peace for a while after each message. The wish is locked by the caller."""
    if wish.told_at and wish.told_at + manners.gap > now():
        raise NotNow(wish.told_at + manners.gap)
    if (allowed := first_moment(wish, now())) > now():
        raise NotNow(allowed)
    at_it = exists().where(
        Message.person_id == message.person_id, Message.id != message.id, Message.claimed_until > now()
    )
    if session.scalar(select(at_it)):
        raise NotNow(now() + BACK_OFF[0])


def _end(message: Message, mine: UUID, status: Status) -> None:
    """Mark it, and forget the link."""
    _change(message, mine, status=status.value, ended_at=now(), letter=None)
    if status is Status.SENT and message.person_id:
        session.execute(
            update(MessageWish).where(MessageWish.person_id == message.person_id).values(told_at=now())
        )
    session.commit()


def _fail(message: Message, mine: UUID, why: str, *, for_good: bool) -> None:
    """Try again, later each time; after the last try it lies in `portal outbox`, and the log says so."""
    if for_good or message.tries >= MOST_TRIES:
        _change(message, mine, status=Status.DEAD.value, ended_at=now(), failure=why)
        log.error("message given up", message=str(message.id), kind=message.kind, why=why)
    else:
        _change(message, mine, due_at=now() + BACK_OFF[message.tries - 1], failure=why)
    session.commit()


def _let_go(message: Message, mine: UUID, **values: object) -> None:
    _change(message, mine, **values)
    session.commit()


def _change(message: Message, mine: UUID, **values: object) -> None:
    """Only while it is still in this worker's hands: one that slept past its lease changes nothing."""
    session.execute(
        update(Message)
        .where(Message.id == message.id, Message.claimed_by == mine)
        .values(claimed_by=None, claimed_until=None, **values)
        .execution_options(synchronize_session=False)
    )


def _give_up_the_fatal() -> None:
    """A message whose last worker died too is given up."""
    session.execute(
        update(Message)
        .where(
            Message.status == Status.WAITING.value,
            Message.tries >= MOST_TRIES,
            Message.claimed_until < now(),
        )
        .values(
            status=Status.DEAD.value,
            ended_at=now(),
            claimed_by=None,
            claimed_until=None,
            failure="worker_died",
        )
        .execution_options(synchronize_session=False)
    )
