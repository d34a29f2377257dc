"""What is asked before the map is kept as it stands."""

from wtforms import HiddenField

from portal.web.forms import PortalForm


class KeepForm(PortalForm):
    """One button. Where nothing stands under what works well, its reader is reminded once, and decides."""

    reminded = HiddenField(default="")

    @property
    def was_reminded(self) -> bool:
        return bool(self.reminded.data)

    def remind(self) -> None:
        self.reminded.data = "yes"
