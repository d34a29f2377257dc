"""Pages that anyone may read: what this is, one's information, accessibility, the way out, whom to call.

A file of its own: they are about nobody, need no database, and are linked from the foot of every page.
"""

from collections.abc import Iterable, Mapping

from flask import Blueprint, current_app, render_template
from flask.typing import ResponseReturnValue

from portal.access import rules
from portal.access.guard import public
from portal.people import rule_words

bp = Blueprint("about", __name__)


@bp.get("/about")
@public()
def what_this_is() -> ResponseReturnValue:
    return render_template("about/what_this_is.html")


@bp.get("/your-information")
@public()
def your_information() -> ResponseReturnValue:
    """Data protection information (GDPR art. 13), also for one whose name came from another (art. 14)."""
    return render_template("about/your_information.html", days=current_app.config["SETTINGS"].draft_days)


@bp.get("/rules")
@public()
def the_rules() -> ResponseReturnValue:
    """Who reads what, and who may do what, made from the rules themselves."""
    rooms, readers = rules.verbs_by_room(), list(rules.readers())
    return render_template("about/rules.html", readers=readers, rooms=rooms, words=rule_words, called=_called)


@bp.get("/was")
@public()
def accessibility() -> ResponseReturnValue:
    """The accessibility statement, at the short address that webtilgængelighedsloven's form expects."""
    return render_template("about/accessibility.html")


@bp.get("/closing-the-page")
@public()
def closing() -> ResponseReturnValue:
    """What *Luk siden* does, and what it cannot do."""
    return render_template("about/closing.html")


@bp.get("/contact")
@public()
def contact() -> ResponseReturnValue:
    return render_template("about/contact.html")


def _called(words: Mapping[str, str], names: Iterable[str]) -> list[str]:
    return [words[name] for name in names]
