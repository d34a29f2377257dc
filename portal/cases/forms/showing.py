"""A child chooses who else may see it, before writing."""

from collections.abc import Iterable
from typing import Any, Protocol
from uuid import UUID

from portal.web.forms import PortalForm, Several, as_id, options
from portal.web.i18n import _l


class Seat(Protocol):
    """A parent as the child knows them; `mark` is the shape beside the name."""

    @property
    def person_id(self) -> UUID | None: ...

    @property
    def mark(self) -> int: ...


class ShowingForm(PortalForm):
    """A form that asks a child who else may see the words, and asks nobody else."""

    show_to = Several(_l("Who else may see it?"), coerce=as_id, choices=[])

    def offer(self, parents: Iterable[Seat]) -> None:
        """The parents the child may choose; without any there is no question."""
        self.faces = {seat.person_id: seat.mark for seat in parents if seat.person_id}
        self.show_to.choices = options([(seat.person_id, str(seat)) for seat in parents if seat.person_id])
        if not self.faces:
            del self.show_to

    def chosen(self) -> Any:
        """The people (ids) the child has ticked."""
        return self.show_to.data or () if self.show_to else ()
