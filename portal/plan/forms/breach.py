"""What is asked of one who says that an agreement was not kept, and of the caseworker who answers."""

from uuid import UUID

from wtforms import RadioField

from portal.web.forms import PortalForm, SeenRevision, Several, as_id, one_of, options, say
from portal.web.forms import words as own_words
from portal.web.i18n import _, _l

NONE = "none"


class BreachForm(PortalForm):
    """Words first: they alone are needed. Which agreement, and who else hears it, are given by the page."""

    words = own_words(
        _l("What happened, and when?"),
        _l("Write what you saw or heard. You do not have to find out whose fault it was."),
    )
    agreement = RadioField(_l("Which agreement is it about?"), [one_of()], choices=[], default=NONE)
    picked = Several(
        _l("Who else should read it?"),
        coerce=as_id,
        choices=[],
        description=_l("Nobody gets it by itself. Choose nobody who could make it unsafe."),
    )

    def offer(self, agreements: list[tuple[UUID, str]], on_call: list[tuple[UUID, str]]) -> None:
        """The agreements one sees, and the people one may pick."""
        told = [(str(id_), name) for id_, name in agreements]
        self.agreement.choices = options([*told, (NONE, _("Something else, or I do not know"))])
        self.picked.choices = options(on_call)

    @property
    def agreement_id(self) -> UUID | None:
        return None if self.agreement.data in (None, NONE) else UUID(self.agreement.data)

    def refuse(self, message: str) -> None:
        """Nothing is wrong with any one field."""
        self.form_errors = [message]


class CallTogetherForm(PortalForm):
    seats = Several(
        _l("Who is called?"),
        coerce=as_id,
        choices=[],
        description=_l("They hear that there is something new, and read here that you meet. Nothing else."),
    )

    def offer(self, seats: list[tuple[UUID, str]]) -> None:
        self.seats.choices = options(seats)

    def validate(self, extra_validators: object = None) -> bool:
        fine: bool = super().validate(extra_validators)
        if not self.seats.data and not self.seats.errors:
            say(self.seats, _("Choose who is called"))
            return False
        return fine


class WhatNowForm(PortalForm):
    """`why_not` is asked as long as the network has not met."""

    words = own_words(
        _l("What do we do now?"),
        _l("Those who can read the report can read this. Say what happens next, and when."),
    )
    why_not = own_words(
        _l("Is the network not going to meet?"),
        _l("Then write why, and the report is closed. Those who can read the report can read this too."),
        needed=False,
    )
    seen = SeenRevision()

    def refuse(self, message: str) -> None:
        """Nothing is wrong with any one field."""
        self.form_errors = [message]
