"""A round on the ruler that is open, with what came of it."""

from portal.access.actor import Level
from portal.db.session import session
from portal.ruler import queries, service
from portal.ruler.models import ScoreRound
from tests.ruler.conftest import Family


def opened(family: Family) -> ScoreRound:
    """Karin asked Sara and Jonas; they answered; they agree on a step, and see one thing differently."""
    round_ = family.asks(family.sara, family.jonas)
    for person in (family.sara, family.jonas):
        for child in family.children():
            family.says(person, 2, better="At mormor henter.", child=child)
    karin = family.a.actor(family.case, family.karin, Level.FRESH)
    shown = queries.find_opened(karin, round_.id)
    assert shown is not None
    together = service.Together(2, "Vi er enige.")
    service.agree_on(karin, shown, shown.readings[0], together)
    service.say_differently(karin, shown, shown.readings[0], "Aftenerne.")
    session.commit()
    return round_
