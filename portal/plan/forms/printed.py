"""What stands on a sheet of the plan: asked with GET, and changing nothing."""

from flask_wtf import FlaskForm
from wtforms import FieldList, SelectField

from portal.paper.drawings import DRAWINGS, FIRST
from portal.web.forms import Several, options
from portal.web.i18n import _, _l


class NumbersForm(FlaskForm):
    """Asked with GET and changing nothing: which numbers to print. None is ticked beforehand."""

    class Meta:
        csrf = False

    numbers = Several(
        _l("Which phone numbers should stand on it?"),
        choices=[],
        description=_l("Those who come to your home see them too. If you are in doubt, choose none."),
    )

    def offer(self, numbers: list[tuple[str, str]]) -> None:
        """The numbers there are: (key, whose it is and the number)."""
        self.numbers.choices = options(numbers)

    def ticked(self) -> list[str]:
        """The keys of the numbers that were ticked and exist."""
        offered = {choice[0] for choice in self.numbers.iter_choices()}
        return [key for key in self.numbers.data or [] if key in offered]


class ForTheChildForm(NumbersForm):
    """Asks for a drawing beside each sentence to the child, too, in the order of the sentences."""

    drawings = FieldList(SelectField(choices=options(DRAWINGS.items()), default=FIRST))

    def ask(self, sentences: int) -> None:
        """How many sentences there are."""
        while len(self.drawings) < sentences:
            self.drawings.append_entry()
        for number, one in enumerate(self.drawings, 1):
            one.label.text = _("Drawing %(number)s", number=number)

    def chosen(self) -> list[str]:
        return [one.data if one.data in DRAWINGS else FIRST for one in self.drawings]
