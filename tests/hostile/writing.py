"""Words written down for another, and words that were worded anew."""

from portal.access.models import Audience
from portal.cases.models import Case
from portal.db.on_behalf import WrittenDown, write_down
from portal.db.session import session
from portal.mapping.models import Category
from portal.mapping.service import Shared, add_entry, reword_entry
from portal.people.models import Person
from tests import factories as a


def written_down(case: Case, writer: Person, speaker: Person) -> str:
    """What somebody said and another wrote, then worded anew by the one who said it; and the address where
    more is written down."""
    speaks = a.actor(case, speaker)
    write_down(WrittenDown(writer.id, speaker.id, "reading", True))
    entry = add_entry(speaks, Category.STRENGTH, "Emil sover.", Shared(Audience.IN_CASE))
    session.commit()
    reword_entry(speaks, entry, "Emil sover godt.", entry.revision)
    session.commit()
    return f"/cases/{case.id}/map/add/works?for={a.seat(case, speaker).id}"
