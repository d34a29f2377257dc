"""Three who ask for help themselves, at three points of the way; and a family that nobody here knows."""

from datetime import timedelta
from uuid import uuid4

from portal.db.clock import now
from portal.db.session import session
from portal.people.models import Person
from portal.referrals import service as referrals
from tests import factories as a

TOLD = {"children": ["Noah"], "relation": "mor", "wish": "Ro.", "works": "", "worries": "", "phone": ""}


def who_ask_for_help(karin: Person) -> dict[str, Person]:
    """A young person who has sent nothing, a mother who has, and one whom Karin reads."""
    people = [a.person(name) for name in ("Ane Skov", "Iben Skov", "Runa Skov")]
    for person in people:
        referrals.write(person, dict(TOLD), own_matter=False, language="da", seen=0)
    sent = [referrals.send(person.id) for person in people[1:]]
    referrals.take(karin.id, sent[1].id, now() + timedelta(days=7))
    session.commit()
    return dict(zip(("who asks for help", "who has sent it", "who is read"), people, strict=True))


def strangers() -> list[str]:
    """Things of a family that nobody here belongs to, and an id that nothing has."""
    other = a.case("Bo", caseworker=a.caseworker("Mia Toft"))
    lis = a.member(other, "Lis Berg")
    return [str(one) for one in (a.child(other, "Bo").id, a.seat(other, lis).id, uuid4())]
