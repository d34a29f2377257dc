"""A question that the plan is tried with, and what each would do."""

from datetime import timedelta

from portal.db.session import session
from portal.plan import queries, service
from tests.plan.seen import today

QUESTION = "Hvad gør du i aften, hvis far står ved døren?"


def asks(family, who, *asked, agreement=None):
    actor = family.as_actor(who)
    question = service.Question(
        words=QUESTION,
        on_day=today() + timedelta(days=7),
        seats=[family.seat(one).id for one in asked],
        agreement_id=agreement and agreement.id,
    )
    drill = service.ask_drill(actor, queries.find_to_try(actor), question)
    session.commit()
    return drill


def answers(family, who, drill, words="Jeg ringer til Else."):
    actor = family.as_actor(who)
    said = service.answer_drill(actor, queries.find_drill(actor, drill.id), words)
    session.commit()
    return said


def reads(family, who, drill) -> set[str]:
    found = queries.find_drill(family.as_actor(who), drill.id)
    return {one.words for one in found.answers} if found else set()
