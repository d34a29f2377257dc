"""What somebody has begun to write as a professional: the same person may be an aunt in another family."""

from sqlalchemy import ColumnElement, and_, exists, or_

from portal.access.actor import PROFESSIONALS
from portal.cases.models import Membership
from portal.people.models import Person
from portal.writing.models import Draft


def drafted_at_work() -> ColumnElement[bool]:
    """Drafts in a case where their writer has, or had, a professional's seat; and those of the employed that
    are about no case."""
    seat = exists().where(
        Membership.case_id == Draft.case_id,
        Membership.person_id == Draft.person_id,
        Membership.role.in_([role.value for role in PROFESSIONALS]),
    )
    employed = exists().where(Person.id == Draft.person_id, Person.staff_since.is_not(None))
    return or_(seat, and_(Draft.case_id.is_(None), employed))
