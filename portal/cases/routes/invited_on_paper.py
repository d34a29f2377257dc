"""An invitation to hand over: the link as a square and in letters. The spoken code is on no paper."""

from flask import current_app, flash, redirect, url_for
from flask import session as cookie
from flask.typing import ResponseReturnValue

from portal.access.actor import Actor, Role
from portal.access.guard import allows
from portal.access.permissions import Permission
from portal.cases import queries
from portal.cases.models import Membership
from portal.cases.queries import Invited
from portal.cases.routes.cases import bp
from portal.cases.routes.inviting import address_of_link
from portal.cases.routes.printed import as_file, cannot_print, gap
from portal.cases.service import takes_guests
from portal.paper.press import CannotPrint, Sheet
from portal.web.i18n import _, day, language, short_day
from portal.web.moments import now
from portal.web.qr import qr_drawing

FILE = "til-dig.pdf"
"""A name that tells nothing to whoever sees what lies on the phone."""
LETTERS_IN_A_LINE = 56


@bp.get("/cases/<uuid:case_id>/members/<uuid:membership_id>/invitation.pdf")
@allows(Permission.CASE_READ, on=queries.find_seat)
def invitation_pdf(actor: Actor, seat: Membership) -> ResponseReturnValue:
    """For as long as this browser has the link: nobody else can print it."""
    token, invited = cookie.get("links", {}).get(str(seat.id)), queries.find_invited(actor, seat.id)
    if token and invited:
        try:
            return as_file(_sheet(actor, seat, invited, address_of_link(token)), FILE)
        except CannotPrint:
            flash(cannot_print())
    return redirect(url_for(".invitation_link", case_id=actor.case_id, membership_id=seat.id), 303)


def _sheet(actor: Actor, seat: Membership, invited: Invited, link: str) -> Sheet:
    """It names no child, and does not say what it is about: paper lies about before it is opened."""
    inviter, phone = actor.name.split()[0], current_app.config["SETTINGS"].phone
    until = invited.invitation.back_until or invited.invitation.expires_at
    return Sheet(
        layout="invitation",
        title=_("Something for %(name)s", name=seat.name),
        language=language(),
        since=invited.invitation.created_at,
        gap=gap(),
        shown={
            "lead": [_("%(inviter)s asks you for something. Here you can read what.", inviter=inviter)],
            "square": qr_drawing(link),
            "square_is": _("A square for a phone's camera"),
            "how_head": _("This is how you come in"),
            "how": [
                _("Point a phone's camera at the square."),
                _("Press the link on the phone."),
                _then(seat, invited, inviter),
            ],
            "link_is": _("You can also write this address"),
            "link": link,
            "link_lines": _in_lines(link),
            "more": [
                _("The link works until %(date)s.", date=day(until)),
                _("It is for you alone, and it works once. You may say no."),
            ],
            "foot": [
                _(
                    "Not sure that it is real? Call %(inviter)s, or call us on %(phone)s.",
                    inviter=inviter,
                    phone=phone,
                ),
                _("Printed %(date)s. A newer sheet may exist.", date=short_day(now())),
            ],
        },
    )


def _then(seat: Membership, invited: Invited, inviter: str) -> str:
    """How whoever has the link says who they are: not all who are invited may come by a code."""
    if takes_guests(invited.invitation, seat):
        return _("%(inviter)s tells you a code on the phone. It is not written here.", inviter=inviter)
    if seat.role == Role.PROFESSIONAL:
        return _("Then you sign in with your work login.")
    return _("Then you sign in with your own MitID.")


def _in_lines(link: str) -> list[str]:
    """Broken where the line is full: no sign may be added that would be copied with it."""
    return [link[at : at + LETTERS_IN_A_LINE] for at in range(0, len(link), LETTERS_IN_A_LINE)]
