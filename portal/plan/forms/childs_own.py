"""What is asked about what is the child's own: its signal, and the words that are said to it."""

from collections.abc import Sequence
from uuid import UUID

from wtforms import RadioField

from portal.plan.forms.deciding import NOT_HEARD, ChildViewForm
from portal.web.forms import PortalForm, SeenRevision, one_of, options
from portal.web.forms import words as own_words
from portal.web.i18n import _, _l

AGREE, DISAGREE = "agree", "disagree"
IN_OWN_WORDS = [(AGREE, _l("Yes, that is how it is")), (DISAGREE, _l("No, it shall be different"))]
AS_TOLD = [
    (AGREE, _l("The child says that it is right as it stands")),
    (DISAGREE, _l("The child wants it to be different")),
    (NOT_HEARD, _l("The plan goes on without the child's yes to it")),
]


class OwnSignalForm(PortalForm):
    """What the child says of its own signal."""

    answer = RadioField(_l("Is it right like this?"), [one_of()], choices=options(IN_OWN_WORDS))
    words = own_words(_l("Your words"), _l("You need not write anything."), needed=False)
    seen = SeenRevision()


class SignalTold(ChildViewForm):
    """What the caseworker tells of it."""

    no_ground = _l("This is only when the plan goes on without the child's yes to it.")
    ground = own_words(
        _l("Why does it go on without the child's yes?"),
        _l("Only when it does. It stands in the plan that the child has not said yes yet."),
        needed=False,
    )

    answer = RadioField(_l("What does the child say of it?"), [one_of()], choices=options(AS_TOLD))
    seen = SeenRevision()


WITHOUT = ("why_1", "why_2", "why_3", "why_4")


class LockForm(PortalForm):
    """Why the words to the child are locked without a parent's yes; one question for each such parent, four
    at most."""

    why_1 = own_words("")
    why_2 = own_words("")
    why_3 = own_words("")
    why_4 = own_words("")
    seen = SeenRevision()
    asked: Sequence[tuple[str, UUID]] = ()

    def ask(self, missing: Sequence[tuple[UUID, str]]) -> None:
        """Ask about these parents (seat id, name), whose yes is missing."""
        self.asked = [(field, seat) for field, (seat, _name) in zip(WITHOUT, missing, strict=False)]
        for field in WITHOUT[len(missing) :]:
            del self[field]
        for field, (_seat, name) in zip(WITHOUT, missing, strict=False):
            self[field].label.text = _("Why without a yes from %(name)s?", name=name)
            self[field].description = _(
                "Those who read the words read this too. Whoever %(name)s is hidden from does not.", name=name
            )

    def why(self) -> dict[UUID, str]:
        """The reasons, by the seat each is about."""
        return {seat: self[name].data or "" for name, seat in self.asked}

    def questions(self) -> list[object]:
        return [self[name] for name, _seat in self.asked]
