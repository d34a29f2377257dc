"""When it is time to ask everybody anew how the child is doing."""

from portal.db.clock import now
from portal.db.session import session
from portal.review.queries import cases_of
from portal.ruler.models import ScoreRound


def asked(family) -> None:
    """A round that is over."""
    round_ = ScoreRound(case_id=family.case.id, opened_by_id=family.karin.id, occasion="follow_up")
    round_.created_at = round_.revealed_at = now()
    session.add(round_)
    session.commit()


def why(family) -> list[str]:
    session.rollback()
    return [one.ask for one in cases_of(family.karin.id) if one.ask]
