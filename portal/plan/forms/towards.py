"""Which goal an agreement is to bring nearer, as its author is asked."""

from collections.abc import Mapping
from uuid import UUID

from wtforms import SelectField
from wtforms.validators import Optional

from portal.plan.forms.worded import WordedForm
from portal.web.forms import options
from portal.web.i18n import _, _l, apart

SHORT = 80


class TowardsGoal(WordedForm):
    """An agreement in words, and the goal it is to bring nearer."""

    goal_id = SelectField(
        _l("Which goal does it bring us nearer to?"),
        [Optional()],
        choices=[],
        description=_l("Only those who can see the goal can see that you chose it."),
    )
    unseen: UUID | None = None

    def offer_goals(self, goals: Mapping[str, str], held: UUID | None = None) -> None:
        """The goals one may choose: what each says, by id. `held`: the one that is chosen now; where the
        person does not see that, it stays until another is chosen."""
        called = [(key, apart(_shortened(words))) for key, words in goals.items()]
        self.goal_id.choices = options([("", _("None in particular")), *called])
        self.unseen = held if held and str(held) not in goals else None

    def needs_goals(self, held: UUID | None = None) -> bool:
        """Must one know the goals, to show the form or to understand what was sent?"""
        return not self.is_submitted() or bool(self.goal_id.data or held)

    @property
    def asks_of_goals(self) -> bool:
        return len(list(self.goal_id.choices or ())) > 1

    @property
    def towards(self) -> UUID | None:
        return UUID(self.goal_id.data) if self.goal_id.data else self.unseen


def _shortened(words: str) -> str:
    one_line = " ".join(words.split())
    return one_line if len(one_line) <= SHORT else f"{one_line[:SHORT].rstrip()} …"
