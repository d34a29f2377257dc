"""A yes that was said at a meeting; and a plan that begins and is put on pause at once."""

from datetime import timedelta
from uuid import UUID

from portal.access.actor import Actor
from portal.db.clock import now, on_the_wall
from portal.db.session import session
from portal.people.models import Person
from portal.plan import queries, service
from portal.plan.models.sections import Section
from tests.plan.conftest import Family
from tests.plan.written import writes


def write_down_yes(karin: Actor, seat_id: UUID) -> None:
    missing = queries.find_missing_yes(karin, seat_id)
    assert missing is not None
    service.write_down_yes(karin, missing, on_the_wall(now()).date(), missing.hash)
    session.commit()


def paused_and_planned_anew(family: Family, omar: Person) -> None:
    """A plan that is on pause, about which a leader is asked whether it may be closed, with a day for its
    follow-up; and a next one that waits for nothing but to begin."""
    for section in (Section.BOTTOM_LINES, Section.CLOSING):
        writes(family, family.karin, section)
    ready_to_begin(family, omar, "Omar henter.")
    family.begins()
    karin = family.as_actor(family.karin)
    in_force = queries.find_in_force(karin)
    assert in_force is not None
    service.suspend(karin, in_force, "Derfor.", "Ring til mig.")
    session.commit()
    family.hears_emil(at_end=True)
    ready_to_begin(family, omar, "Omar bringer.")
    item = next(line for line in in_force.items if line.about.section == Section.CLOSING)
    service.ask_to_close(karin, in_force, "Derfor.", [service.Turned(item.about.id, met=True, words="")])
    day = on_the_wall(now()).date() + timedelta(days=30)
    service.follow_up(karin, service.Next(day, "Derfor."))
    session.commit()


def ready_to_begin(family: Family, omar: Person, words: str) -> None:
    family.agrees_on(words, omar)
    family.send_out()
    family.says_yes(omar, family.karin)
    family.hears_emil()
