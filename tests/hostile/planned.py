"""What stands in the sections of the plan: something of each kind that a form can be met for."""

from typing import Any

from portal.db.session import session
from portal.plan import queries, service
from portal.plan.models.sections import Section
from tests.plan.written import wants, writes

WRITE: dict[str, tuple[Section, ...]] = {
    "sara": (Section.SIGNS, Section.NETWORK, Section.ALARM, Section.OBJECT),
    "jonas": (Section.TIMELINE, Section.RESPONSES, Section.CHILD, Section.CLOSING),
    "karin": (Section.PURPOSE, Section.BOTTOM_LINES, Section.CHECKS),
}
"""Who is led to which section first, so that each is met by somebody."""


def in_the_sections(family: Any) -> None:
    """A sign with a suggestion, a contact whose own number is Sara's to give, a code word, a day to look in,
    and what is the child's own."""
    sign = writes(family, family.sara, Section.SIGNS)
    wants(family, family.jonas, sign)
    writes(family, family.karin, Section.CHECKS, names=[family.karin])
    for own in (Section.OBJECT, Section.CHILD):
        writes(family, family.karin, own)
    sara = family.as_actor(family.sara)
    called = writes(family, family.jonas, Section.ALARM, names=[family.sara])
    contact = queries.find_contact(sara, called.id)
    assert contact is not None
    service.give_number(sara, contact, "11 22 33 44")
    service.write_secret(sara, service.Secret.CODE_WORD, "Kaptajn")
    session.commit()


def places_to_write(family: Any, who: str) -> tuple[str, ...]:
    hers = ("checks", "object", "child") if who == "karin" else ()
    day = tuple(f"{family.place}/{one}" for one in hers)
    first = (f"{family.place}/signs", f"{family.place}/alarm", *day)
    if who == "emil":
        return (f"{family.place}/mine",)
    return (*first, *(f"{family.place}/{section.value}/write" for section in WRITE.get(who, ())))
