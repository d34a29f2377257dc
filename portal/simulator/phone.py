"""A child's own phone, to be taken up in the browser at hand: it holds the secret that the place is bound to.

Nothing is opened here. Whoever takes up the phone is asked by the portal for the child's code.
"""

from dataclasses import dataclass, field
from typing import Any

from flask import Blueprint, redirect, render_template


@dataclass(frozen=True, kw_only=True)
class Phone:
    """Whose it is, the code the child chose, and the cookie that the portal knows the phone by. `leads_to`:
    where the child comes in. Cookies of one host are shared by its ports, so it need not be this port."""

    name: str
    code: str
    cookie: str
    secret: str = field(repr=False)
    leads_to: str


def pages(phone: Phone) -> Blueprint:
    """The page at `/phone`, and what its two buttons do: take the phone up, and put it away."""
    pages = Blueprint("phone", __name__)

    @pages.get("/phone")
    def lies_here() -> str:
        return render_template("phone.html", phone=phone)

    @pages.post("/phone")
    def take_up() -> Any:
        answer = redirect(phone.leads_to, 303)
        answer.set_cookie(phone.cookie, phone.secret, httponly=True, samesite="Lax")
        return answer

    @pages.post("/phone/away")
    def put_away() -> Any:
        answer = redirect("/phone", 303)
        answer.delete_cookie(phone.cookie, httponly=True, samesite="Lax")
        return answer

    return pages
