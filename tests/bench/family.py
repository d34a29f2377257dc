"""The case that is asked for: as much as a family writes in a year; and a caseworker with many families."""

from typing import Any

from flask import Flask

from portal.access.actor import Role
from portal.cases.models import Case
from portal.db.session import session
from portal.mapping.models import Category
from portal.people import sessions
from portal.people.models import Person, UserSession
from portal.plan import queries as plans
from portal.plan import service as plan
from portal.plan.models.child_view import View
from portal.plan.models.needs import Needs
from portal.review import service as review
from portal.ruler import queries as rulers
from portal.ruler.models import Choice, Dimension, TextAudience
from portal.ruler.service import Answered, give_score, load_default
from tests import factories as a
from tests.plan.conftest import FIELDS, done
from tests.plan.seen import today
from tests.proof import full

ENTRIES, FRIENDS, SCORES, AGREEMENTS, FAMILIES = 30, 8, 20, 25, 55
CATEGORIES = (Category.STRENGTH, Category.PAST_HARM, Category.NEXT_STEP)


def fill() -> tuple[Person, Person, Case]:
    """A mother and her caseworker, and the case."""
    load_default()
    karin = a.caseworker()
    case = a.case(caseworker=karin)
    sara, jonas = a.member(case), a.member(case, "Jonas Lind", relation="far")
    for number in range(FRIENDS):
        a.member(case, f"Ven{number} Holm", Role.NETWORK_PERSON, relation="ven")
    for number in range(ENTRIES):
        words = f"Sætning {number}: vi læser højt, og Emil sover, før klokken er otte."
        entry = a.entry(case, sara, words, category=CATEGORIES[number % 3])
        if number % 3 == 0:
            a.remark(case, jonas, entry)
    agree_and_score(case, sara, (sara, jonas, karin))
    for number in range(FAMILIES):
        wait_for_answer(f"Barn{number}", karin)
    return sara, karin, case


def agree_and_score(case: Case, sara: Person, scorers: tuple[Person, ...]) -> None:
    for number in range(AGREEMENTS):
        worded = {**FIELDS, "words": f"Aftale {number}: Sara henter Emil.", "weekdays": 1 << number % 7}
        plan.propose_agreement(a.actor(case, sara), worded, [a.seat(case, sara).id])
        session.commit()
    for number in range(SCORES):
        actor = a.actor(case, scorers[number % len(scorers)])
        about = rulers.find_child(actor, a.child(case).id)
        ruler = rulers.ruler_to_score_on(None, about.ruler_id, TextAudience.FAMILY, "da")
        words = f"Det så jeg, gang {number}."
        give_score(actor, about, ruler, Answered(Dimension.CHILD, Choice.STEP, 2, "home", words))
        session.commit()


def full_plan(sara: Person, karin: Person) -> Case:
    """Another case of theirs, whose plan applies: other words wanted for it, and a log of some weeks."""
    case = a.case("Ida", caseworker=karin)
    a.member(case, sara.name, person=sara)
    jonas, else_ = a.member(case, "Jonas Lind"), a.member(case, "Else Holm", Role.NETWORK_PERSON)
    agreed = full.agreements(case, sara, [sara])
    full.proposals(case, agreed, [jonas, karin, else_])
    version = plan.send_out(a.actor(case, karin), case, Needs())
    session.commit()
    for one in (sara, jonas, karin):
        part = plans.find_my_part(a.actor(case, one))
        plan.say_of_part(a.actor(case, one), part, "agree", part.hash)
        session.commit()
    told = plan.ChildTold(view=View.AGREE, words="Fint.", how="Hjemme.", on=today())
    plan.tell_of_child(a.actor(case, karin), a.child(case, "Ida").id, told)
    plan.put_in_force(a.actor(case, karin), plans.versions(a.actor(case, karin)).out, done())
    session.commit()
    full.log_lines(case, agreed, version.id, sara)
    return case


def wait_for_answer(child: str, karin: Person) -> None:
    """A family that has sent something and waits for Karin."""
    case = a.case(child, caseworker=karin)
    mother = a.member(case, f"{child}s mor")
    a.entry(case, mother)
    actor = a.actor(case, mother)
    review.send(actor, review.to_send(actor, case, days=3))
    session.commit()


def cookie_of(app: Flask, person: Person, *roles: str) -> str:
    """The cookie of a browser where this person is signed in."""
    kind = "staff" if roles else "citizen"
    token = sessions.begin(person.id, kind, app.extensions["session_limits"][kind])
    row = session.query(UserSession).filter_by(token_hash=sessions._hash(token)).one()
    row.loa, row.roles = "substantial", list(roles)
    session.commit()
    signer: Any = app.session_interface.get_signing_serializer(app)  # type: ignore[attr-defined]
    return f"{app.config['SESSION_COOKIE_NAME']}={signer.dumps({'_user_id': token, '_fresh': True})}"
