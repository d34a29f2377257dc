"""What is asked of one who writes down what another says."""

from wtforms import BooleanField, RadioField

from portal.web.forms import PortalForm, one_of, options
from portal.web.i18n import _, _l


class HowForm(PortalForm):
    """Stands beside the form that holds the words. `read_aloud`: never ticked beforehand."""

    how = RadioField(_l("How did the words come to you?"), [one_of()], choices=[])
    read_aloud = BooleanField()

    def ask_about(self, name: str) -> None:
        self.how.choices = options(
            [
                ("reading", _("%(name)s said it, and I write", name=name)),
                ("interpreter", _("%(name)s said it through an interpreter", name=name)),
                ("paper", _("%(name)s wrote it on paper", name=name)),
                ("meeting", _("%(name)s said it at a meeting", name=name)),
            ]
        )
        self.read_aloud.label.text = _("I have read it aloud, and %(name)s says that it is right", name=name)

    def told(self) -> tuple[str, bool]:
        """How, and whether it was read aloud and agreed to."""
        return self.how.data, bool(self.read_aloud.data)
