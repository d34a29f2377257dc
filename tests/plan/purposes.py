"""Short ways to what a plan is for."""

from datetime import timedelta

from portal.db.session import session
from portal.plan import queries, service
from portal.plan.models.items import Wording
from portal.plan.models.sections import Section
from tests.plan.seen import today
from tests.plan.written import writes

WHY = "Emil skal kunne sove uden at ligge og lytte."


def says_why(family, who=None, words=WHY, **fields):
    return writes(family, who or family.karin, Section.PURPOSE, words, **fields)


def in_days(number: int) -> str:
    return (today() + timedelta(days=number)).isoformat()


def says_anew(family, item, words=WHY, **fields):
    karin = family.as_actor(family.karin)
    said = Wording(words, {**item.fields, **fields})
    service.reword_own_item(karin, queries.find_item_to_change(karin, item.id), said, item.revision)
    session.commit()
