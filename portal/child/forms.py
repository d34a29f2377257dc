"""Whom a child shows own words to."""

from typing import Any

from portal.cases.forms import ShowingForm
from portal.web.forms import say
from portal.web.i18n import _


class ShowForm(ShowingForm):
    """At least one of the parents."""

    def validate(self, extra_validators: Any = None) -> bool:
        fine = bool(super().validate(extra_validators))
        if self.show_to and not self.chosen() and not self.show_to.errors:
            say(self.show_to, _("Choose who may read it"))
            return False
        return fine
