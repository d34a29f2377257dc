"""What an administrator is asked of one step or one age of a ruler. A draft may have gaps."""

import re
from collections.abc import Iterable
from typing import Any

from wtforms import RadioField, StringField
from wtforms.validators import Regexp

from portal.ruler.forms.rulers import LONGEST_NAME, ZONES, SeenForm, lines, number, split
from portal.web.forms import Needed, clean_line, line, one_of, options, words
from portal.web.i18n import _, _l

LONGEST_WORDS = 1000
PATTERNS = {"dots": _l("Dots"), "stripes": _l("Stripes"), "checks": _l("Checks")}
FACES = {
    "1": _l("1, the gladdest"),
    "2": "2",
    "3": _l("3, in the middle"),
    "4": "4",
    "5": _l("5, the saddest"),
}
AN_AGE = re.compile(r"^[a-z0-9][a-z0-9-]{0,19}$")
AUDIENCES = ("professional", "family", "child")
TEXTS = ("name", "description", "action_guidance")


def _name() -> Any:
    return line(_l("Name"), needed=False, longest=LONGEST_NAME)


def _description() -> Any:
    return words(_l("What it is like"), needed=False, longest=LONGEST_WORDS)


def _guidance() -> Any:
    return words(_l("What to do"), needed=False, longest=LONGEST_WORDS)


class StepForm(SeenForm):
    """One step: its look, and what it says in one language."""

    zone = RadioField(_l("Which zone is it in?"), [one_of()], choices=options(ZONES.items()))
    colour = StringField(
        _l("Which colour?"),
        [
            Needed(_l("Write a colour")),
            Regexp(r"^#[0-9A-Fa-f]{6}$", message=_l("Write a colour as # and six signs, as in #1B7F3B.")),
        ],
        description=_l("As # and six signs, as in #1B7F3B. We choose black or white letters."),
        filters=[clean_line],
        default="",
    )
    pattern = RadioField(_l("Which pattern?"), [one_of()], choices=options(PATTERNS.items()))
    face = RadioField(_l("Which face for children?"), [one_of()], choices=options(FACES.items()))
    professional_name, professional_description, professional_action_guidance = (
        _name(),
        _description(),
        _guidance(),
    )
    family_name, family_description, family_action_guidance = _name(), _description(), _guidance()
    child_name, child_description, child_action_guidance = _name(), _description(), _guidance()
    partners = lines(_l("Who can help on this step?"))

    def look(self) -> dict[str, Any]:
        return {
            "zone": self.zone.data,
            "colour": self.colour.data,
            "pattern": self.pattern.data,
            "face": int(self.face.data),
        }

    def texts(self) -> dict[str, dict[str, str]]:
        """What is said to each audience."""
        return {who: {name: self[f"{who}_{name}"].data for name in TEXTS} for who in AUDIENCES}

    def told_to(self, who: str) -> list[Any]:
        """The fields of what is said to one audience."""
        return [self[f"{who}_{name}"] for name in TEXTS]


class AgesForm(SeenForm):
    """The signs of one age, in one language. `taken`: the keys of the other ages."""

    taken: frozenset[str] = frozenset()
    key = line(
        _l("Short name of the age"),
        _l("Small letters, digits and dashes, as in 3-5. It is the same in every language."),
        longest=20,
    )
    name = _name()
    from_months = number(_l("From how many months?"), -10, 300, _l("Before birth it is below 0."))
    to_months = number(_l("To how many months?"), -10, 300)
    signs_green = lines(_l("Signs in green"))
    signs_yellow = lines(_l("Signs in yellow"))
    signs_orange = lines(_l("Signs in orange"))
    signs_red = lines(_l("Signs in red"))

    def ask(self, zones: Iterable[str]) -> None:
        for zone in set(ZONES) - set(zones):
            del self[f"signs_{zone}"]

    def signs(self) -> dict[str, list[str]]:
        return {zone: split(self[f"signs_{zone}"].data) for zone in ZONES if f"signs_{zone}" in self}

    def validate(self, extra_validators: Any = None) -> bool:
        fine = bool(super().validate(extra_validators)) and self._key_fits()
        ages = (self.from_months, self.to_months)
        if not any(field.errors for field in ages) and self.to_months.data < self.from_months.data:
            self.to_months.errors = [_("It ends before it begins.")]
            return False
        return fine

    def _key_fits(self) -> bool:
        if self.key.data in self.taken:
            self.key.errors = [_("Another age is called that already.")]
        elif not AN_AGE.match(self.key.data):
            self.key.errors = [_("Use small letters from a to z, digits and dashes.")]
        return not self.key.errors
