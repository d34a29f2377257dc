"""What people saw of an agreement, and how a person reads it in the log."""

from datetime import date, timedelta

import time_machine

from portal.db.clock import now, on_the_wall
from portal.db.session import session
from portal.plan import queries, service
from portal.plan.models.log import Mark
from tests import factories


def today() -> date:
    return on_the_wall(now()).date()


def saw(family, who, agreement, mark=Mark.KEPT, words="Emil sov godt.", **more):
    actor = family.as_actor(who)
    about = queries.find_agreement_to_observe(actor, agreement.id)
    told = {"on": today(), "words": words, "mark": mark} | more
    line = service.write_in_log(actor, about, service.Seen(**told))
    session.commit()
    return line


def saw_of_child(family, who, words="Emil lo hele dagen.", child="Emil", **more):
    actor = family.as_actor(who)
    about = queries.find_child_to_observe(actor, factories.child(family.case, child).id)
    line = service.write_in_log(actor, about, service.Seen(**({"on": today(), "words": words} | more)))
    session.commit()
    return line


def reads(family, who) -> list[str]:
    """The words in the log, newest first, as this person reads it."""
    log = queries.log(family.as_actor(who))
    return [line.said.words for week in log.weeks for line in week.lines]


def log_of(family) -> str:
    return f"{family.place}/log"


def days(number):
    return time_machine.travel(now() + timedelta(days=number), tick=False)
