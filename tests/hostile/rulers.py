"""A draft of a ruler that lacks nothing, with all four zones, so that every question of it is asked."""

from portal.db.session import session
from portal.ruler.models import Definition
from portal.ruler.service import begin_draft, shipped


def a_ruler_begun() -> str:
    """The page of the draft."""
    told = shipped("boernelinealen").plain()
    told["steps"][2] |= {"zone": "orange", "pattern": "dots"}
    told["follow_up_days"]["orange"] = 60
    for band in told["age_bands"]:
        band["signs"]["orange"] = band["signs"]["yellow"]
    draft = begin_draft(Definition.model_validate(told), None)
    session.commit()
    return f"/rulers/drafts/{draft.id}"
