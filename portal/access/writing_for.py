"""*Skriv for en anden*: a caseworker writes down what a member of the family says, in the open.

The address says for whom (`?for=<seat>`). The door hands the view the one who speaks, so that every verb,
rule and reader is theirs; what is written says who held the pen, and so does the history. Only doors marked
`for_another` open so, and only on what the writer sees too. Where such a door names a permission, it is one
of a meeting: everybody in the case is a voice there, professionals too, who holds that permission.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import Any, Protocol
from urllib.parse import quote
from uuid import UUID

from flask import abort, current_app, g, request

from portal.access import looked
from portal.access.actor import PROFESSIONALS, Actor, Level, Member, Role
from portal.access.decisions import may
from portal.access.permissions import Permission
from portal.db.on_behalf import WrittenDown, write_down
from portal.writing.drafts import place_of

ASKED = "for"


class HowForm(Protocol):
    """Asks how the words came here."""

    def validate(self) -> bool: ...

    def told(self) -> tuple[str, bool]: ...

    def ask_about(self, name: str) -> None: ...


People = Callable[[tuple[Member, ...], UUID], list[Actor]]
_form: list[Callable[[], HowForm]] = []
_people: list[People] = []


def adopt(form: Callable[[], HowForm], people: People) -> None:
    """Take in the questions that stand on every such page, and how a roster becomes its members."""
    _form[:], _people[:] = [form], [people]


class Beside:
    """What stands on the page beside its own form, and is sent with it: see `web.forms.PortalForm`."""

    def __init__(self, writer: Actor, seat: Member) -> None:
        self.writer, self.seat, self.name, self.form = writer, seat, seat.name, _form[0]()
        self.form.ask_about(seat.name)

    def validate(self) -> bool:
        """Is it told how the words came here? Then what is said from now on says who wrote it."""
        if not self.form.validate():
            return False
        assert self.seat.person_id is not None
        write_down(WrittenDown(self.writer.person_id, self.seat.person_id, *self.form.told()))
        return True


def asked() -> bool:
    return ASKED in request.args


def may_write_for(actor: Actor, *, at_meeting: bool = False) -> list[Member]:
    """The members whose words the actor may write down: for a caseworker, the family and its people; round a
    table professionals too."""
    if actor.role is not Role.CASEWORKER or actor.both or actor.let_in_until or actor.level < Level.MITID:
        return []
    return [
        seat
        for seat in actor.roster
        if seat.person_id not in (None, actor.person_id)
        and seat.left_at is None
        and not seat.paused
        and (at_meeting or seat.role not in PROFESSIONALS)
        and seat.person_id not in actor.shielded
        and seat.membership_id not in actor.hidden_seats
        and actor.person_id not in seat.shielded
    ]


Finds = Callable[[UUID, UUID, Level], Actor | None]


def speaker(
    writer: Actor, permission: Permission, opens: bool | Permission, find: Finds, on: Callable[[Actor], Any]
) -> tuple[Actor, Any]:
    """The one who speaks, and what `on` finds for both. `opens`: what the door says of writing for another.
    404 when there is nobody to write for or nothing that both see, 403 when it is not for that person to
    say."""
    seat = _seat_asked_for(writer, opens) if opens else None
    other = find(seat.person_id, writer.case_id, Level.MITID) if seat and seat.person_id else None
    permission = opens if isinstance(opens, Permission) else permission
    subject = on(other) if other and on(writer) is not None else None
    if other is None or seat is None or subject is None:
        looked.note(writer.case_id, writer, permission, "missing")
        abort(404)
    if not may(other, permission, subject):
        looked.note(writer.case_id, writer, permission, "refused")
        abort(403)
    looked.note(writer.case_id, writer, permission, "seen")
    g.speaks = writer, seat
    return replace(other, language=writer.language), subject


def _others() -> list[Member]:
    """Those for whom the reader of this page could write it down instead."""
    actor: Actor | None = g.get("actor")
    door = getattr(current_app.view_functions.get(request.endpoint or ""), "door", None)
    if actor is None or door is None or not door.for_another or asked():
        return []
    people = {one.person_id: one for one in _people[0](actor.roster, actor.case_id)}
    voices = may_write_for(actor, at_meeting=isinstance(door.for_another, Permission))
    return [
        seat for seat in voices if seat.person_id and _may_say_it(people[seat.person_id], door.for_another)
    ]


def _may_say_it(other: Actor, opens: bool | Permission) -> bool:
    """Would the door open to that person, too? A way that leads to a refusal is not shown."""
    permission, on = g.opened
    permission = opens if isinstance(opens, Permission) else permission
    subject = on(other)
    return subject is not None and may(other, permission, subject)


def here() -> str:
    """The address of this page with what its words answer, as it may stand in a form."""
    return quote(place(), safe="/?&=")


FOR_TEMPLATES = {"others_to_write_for": _others, "written_at": lambda: place(), "here": here}


def prepare() -> None:
    """The questions to the writer, once it is known whether a draft of them waits."""
    if "speaks" in g:
        g.form_beside = Beside(*g.speaks)


def _seat_asked_for(actor: Actor, opens: bool | Permission) -> Member | None:
    try:
        seat_id = UUID(request.args[ASKED])
    except ValueError:
        return None
    voices = may_write_for(actor, at_meeting=isinstance(opens, Permission))
    return next((seat for seat in voices if seat.membership_id == seat_id), None)


def place() -> str:
    """Where the words of this page belong: one writes for oneself and for another in different places."""
    return place_of(request.full_path)
