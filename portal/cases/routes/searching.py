"""Looking for words in a case. They are sent in a form, never in an address, which browsers and proxies
keep."""

from flask import render_template
from flask.typing import ResponseReturnValue

from portal.access import looked
from portal.access.actor import Actor
from portal.access.guard import allows
from portal.access.permissions import Permission
from portal.cases import panels, queries
from portal.cases.forms import SearchForm
from portal.cases.models import Case
from portal.cases.routes.cases import bp


@bp.route("/cases/<uuid:case_id>/search", methods=["GET", "POST"])
@allows(Permission.CASE_SEARCH, on=queries.find_case)
def search(actor: Actor, case: Case) -> ResponseReturnValue:
    """Sentences that hold the words, each with its author, its day and its page. It changes nothing."""
    form, found = SearchForm(), None
    if form.validate_on_submit():
        looked.searched_for(form.words.data)
        said = queries.search(actor, form.words.data, panels.searched())
        found = [(one, panels.place_of(one.root.kind, one.root)) for one in said]
    return render_template(
        "cases/search.html", form=form, actor=actor, case=case, found=found, authors=queries.authors(actor)
    )
