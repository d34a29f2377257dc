"""A yes to words that stood on the page, and to no others."""

import hashlib

from wtforms import HiddenField

from portal.web.forms import PortalForm


class ShownForm(PortalForm):
    """`read` is the fingerprint of the words the page showed: nobody agrees to others."""

    read = HiddenField()

    def has_shown(self, text: str) -> bool:
        """Were these the words on the page? From now on they are."""
        mark = hashlib.sha256(text.encode()).hexdigest()
        shown, self.read.data = self.read.data, mark
        return bool(shown == mark)
