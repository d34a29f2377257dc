"""What is asked about the map."""

from typing import Any
from uuid import UUID

from wtforms import RadioField, SelectField

from portal.cases.forms import SharedForm
from portal.web.forms import PortalForm, SeenRevision, one_of, options, words
from portal.web.i18n import _l

CATEGORIES: dict[str, list[tuple[str, Any]]] = {
    "works": [
        ("strength", _l("What we are good at")),
        ("existing_safety", _l("What has already kept the child safe")),
    ],
    "worries": [("past_harm", _l("What has happened")), ("complicating_factor", _l("What makes it harder"))],
    "happens": [("next_step", _l("Next step"))],
}
QUESTIONS: dict[str, tuple[Any, Any]] = {
    "works": (_l("What is working well?"), _l("Small things count. What do you do that helps?")),
    "worries": (
        _l("What are we worried about?"),
        _l("Write what you saw or heard. Write what someone does, not what someone is."),
    ),
    "happens": (_l("What needs to happen?"), _l("Who does what, and when?")),
}


class EntryForm(SharedForm):
    category = RadioField(_l("What kind of thing is it?"), [one_of()])
    words = words(_l("Your words"))

    def ask(self, column: str) -> None:
        """Ask for one column of the map, in its own words."""
        self.category.choices = options(CATEGORIES[column])
        if len(CATEGORIES[column]) == 1:
            self.category.data = CATEGORIES[column][0][0]
        heading, hint = QUESTIONS[column]
        self.words.label.text, self.words.description = heading, hint


class DangerForm(PortalForm):
    danger = words(
        _l("What could happen"), _l("Who is afraid of what? How could it hurt the child if nothing changes?")
    )
    goal = words(
        _l("What we want to see"), _l("What do the adults do when it works? For how long must we see it?")
    )
    child = SelectField(_l("Which child is it about?"), choices=[])

    def offer(self, children: list[tuple[UUID, str]], everyone: str) -> None:
        self.child.choices = options([("", everyone), *((str(key), name) for key, name in children)])


class RewordForm(PortalForm):
    words = words(
        _l("Your words"), _l("The others can see that you changed it. What it said before is kept.")
    )
    seen = SeenRevision()
