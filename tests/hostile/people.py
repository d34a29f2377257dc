"""Two families with one of everything, and everybody who meets the portal because of them."""

from datetime import timedelta
from typing import Any

from flask import Flask

from portal.access.actor import Level, Role
from portal.access.models import Audience
from portal.cases import service as cases
from portal.cases.models import Case
from portal.db.clock import now
from portal.db.session import session
from portal.mapping import service as mapping
from portal.mapping.models import Category
from portal.meetings import queries as meeting_queries
from portal.meetings import service as meetings
from portal.network import queries as network_queries
from portal.network import service as network
from portal.people import sessions
from portal.people.models import Person
from portal.plan import queries as plan_queries
from portal.plan import service as plan
from portal.review import service as review
from portal.ruler.models import Choice
from portal.ruler.service import load_default
from portal.writing import drafts
from tests import factories as a
from tests.hostile.asking import strangers, who_ask_for_help
from tests.hostile.broken import not_kept_and_tried
from tests.hostile.children import in_an_own_place, trusts, way_to_a_place
from tests.hostile.deciding import paused_and_planned_anew, write_down_yes
from tests.hostile.ended import ended
from tests.hostile.grounds import without_a_yes
from tests.hostile.guests import CODE, agreed_to, let_in, on_a_break, sees, with_a_duty
from tests.hostile.kept_apart import family_apart
from tests.hostile.looking import looking_after
from tests.hostile.notes import note_down
from tests.hostile.planned import in_the_sections, places_to_write
from tests.hostile.rulers import a_ruler_begun
from tests.hostile.scoring import opened
from tests.hostile.signing_in import CSRF, has_found, signed_in
from tests.hostile.teachers import asked_about
from tests.hostile.who import Everybody, Who
from tests.hostile.writing import written_down
from tests.network.around import name_else
from tests.plan.conftest import FIELDS
from tests.plan.conftest import Family as PlanFamily
from tests.ruler.conftest import Family as RulerFamily

HELP = ("/help-wanted", "/help-wanted/write")


class Families:
    """Emil and Liv, their parents Sara and Jonas, mormor Else, and Karin with Tom from the municipality."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        self.karin, self.tom = a.caseworker(), a.caseworker("Tom Vestergaard")
        self.case = a.case("Emil", "Liv", caseworker=self.karin, standin=self.tom)
        self.sara = a.member(self.case)
        self.jonas = a.member(self.case, "Jonas Lind", relation="far")
        self.else_ = a.member(self.case, "Else Holm", Role.NETWORK_PERSON)
        self.emil = a.member(self.case, "Emil Holm", Role.CHILD, relation="barn")
        self.others = [a.member(self.case, one, one) for one in (Role.SUPPORT_PERSON, Role.PROFESSIONAL)]
        self.plan = PlanFamily(self.case, self.karin, self.sara, self.jonas, self.else_)
        self.links: list[str] = []

    def actor(self, person: Person, case: Case | None = None) -> Any:
        return a.actor(case or self.case, person, Level.FRESH)

    def ask(self) -> None:
        """What Sara asked the caseworker."""
        case = session.get_one(Case, self.case.id)
        asked = review.inquire(self.actor(self.sara), case, "Kan vi mødes?", 3)
        session.commit()
        self.asked = f"/cases/{self.case.id}/review/{asked.id}"

    def talk(self) -> None:
        """The map: a sentence of each kind, words beside one, one for Sara alone, one among few."""
        hers = [a.entry(self.case, self.sara, f"Ord {kind}.", category=kind) for kind in SAID_BY_FAMILIES]
        a.remark(self.case, self.jonas, hers[0])
        a.entry(self.case, self.jonas, "Os to.", audience=Audience.US_HERE, readers=(self.karin,))
        mapping.keep_to_myself(self.actor(self.sara), Category.STRENGTH, "Kun mit.")
        mapping.name_danger(self.actor(self.karin), "Det kan ske.", "Det vil vi se.", None)
        for _twice in range(2):
            mapping.keep_map(self.actor(self.karin), session.get_one(Case, self.case.id))
        place = f"/cases/{self.case.id}/map/add/works"
        for one in (self.sara, self.else_):  # who is asked about it before she leaves
            drafts.keep(one.id, place, {"words": ["Halvt"], "audience": ["in_case"]}, self.case.id)
        session.commit()
        mette = a.member(self.case, "Mette Juhl", Role.SUPPORT_PERSON)  # who came when those words were said
        self.older = f"/cases/{self.case.id}/members/{a.seat(self.case, mette).id}/older"

    def agree(self) -> None:
        """The plan: one in force, of what all may read and what may not hang yet; a newer one that is out;
        and a suggestion to an agreement."""
        self.plan.agrees_on("Sara synger.", self.sara)
        first = self.plan.has_a_plan()
        second = self.plan.agrees_on("Sara ringer.", self.sara, self.else_)
        wanted = plan.Wanted("Derfor.", {**FIELDS, "words": "Sara ringer om fredagen."})
        for who, about in ((self.jonas, second), (self.karin, first)):
            found = plan_queries.find_current(self.actor(who), about.id)
            plan.propose_change(self.actor(who), found, wanted, found.revision)
        session.commit()
        self.plan.send_out()
        self.plan.says_yes(self.sara)
        write_down_yes(self.actor(self.karin), self.plan.seat(self.else_).id)
        sees(first.id, self.actor(self.sara), self.actor(self.jonas))
        not_kept_and_tried(*(self.actor(one) for one in (self.else_, self.karin, self.sara, self.emil)))
        in_the_sections(self.plan)

    def measure(self) -> None:
        """The ruler: a round under seal, with a step that is never sealed from the caseworker."""
        family = RulerFamily(a, self.case, self.sara, self.jonas, self.karin, self.tom)
        opened(family)
        family.says(self.sara, 5)
        family.says(self.karin, Choice.DO_NOT_KNOW)

    def gather(self) -> None:
        """The network: one just named, one said no to, one with every yes, one with a link, one of Emil's."""
        name_else(self.case, self.sara, "Bo")
        no = name_else(self.case, self.sara, "Nanna")
        network.say_no(self.actor(self.karin), self._named(no), "Ikke nu.")
        self._agreed("Ali")
        for one in ("Bente", "Karl", "Mona", "Lis", "Ove"):
            invited = self._named(self._agreed(one))
            told = {"words": "Kom.", "asked": "Hent.", "days": 9, "code": CODE}
            made = network.invite(self.actor(self.sara), invited, **told)
            self.links.append(made[1])
        name_else(self.case, self.emil, "Rune")
        trusts(self.case, self.emil, name_else(self.case, self.emil, "Sofie"))
        without_a_yes(self.actor(self.karin), self.case, self.sara)
        asked_about(self.case, self.karin, self.sara)
        session.commit()

    def _agreed(self, name: str) -> Any:
        person = name_else(self.case, self.sara, name)
        for giver in (self.karin, self.sara, self.jonas):
            until = None if giver is self.karin else network_queries.today() + timedelta(days=90)
            given = network.Permission(a.seat(self.case, giver).id, "Ja.", "da", until)
            network.say_yes(self.actor(giver), self._named(person), given)
        session.commit()
        return person

    def _named(self, person: Any) -> Any:
        return network_queries.find_named(self.actor(self.karin), person.id)

    def meet(self) -> None:
        """A meeting next week that Sara and Jonas are called to."""
        karin, begins = self.actor(self.karin), now() + timedelta(days=7)
        gathering = meeting_queries.gathering(karin)
        assert gathering is not None
        called = [a.seat(self.case, person).id for person in (self.sara, self.jonas)]
        when = meetings.Appointment(begins_at=begins, ends_at=begins + timedelta(hours=1), place="Her.")
        meetings.call_meeting(karin, gathering, "Aftenerne.", when, called)
        session.commit()

    def send(self) -> None:
        actor = self.actor(self.sara)
        case = session.get_one(Case, self.case.id)
        review.send(actor, review.to_send(actor, case, 3))
        session.commit()

    def next_door(self) -> Case:
        """Karin's other family, whose plan is on pause, and whose next one everybody has said yes to."""
        case = a.case("Ida", caseworker=self.karin)
        omar = a.member(case, "Omar Ali", relation="far")
        other = PlanFamily(case, self.karin, omar, omar, omar)
        paused_and_planned_anew(other, omar)
        return case

    def just_begun(self) -> str:
        """A family of Karin's where nobody has come yet: the address of its people."""
        case = a.case("Ea", caseworker=self.karin)
        a.named_seat(case)
        return f"/cases/{case.id}/members"


SAID_BY_FAMILIES = (Category.STRENGTH, Category.PAST_HARM, Category.NEXT_STEP)


def everybody(app: Flask) -> Everybody:
    """Build it all; the browsers' cookies, and what belongs to a family that none of them knows."""
    load_default()
    families = Families(app)
    talked = (families.ask, families.talk, families.agree, families.measure, families.gather)
    for tell in (*talked, families.meet, families.send, families.next_door, families.just_begun):
        tell()
    ended(families.karin)
    families.next_door()
    to_come = families.just_begun()
    apart = family_apart(families.karin, families.tom)
    note_down(families.actor(families.karin))
    inside = {name: getattr(families, name) for name in ("sara", "jonas", "else_", "emil", "karin", "tom")}
    place = f"/cases/{families.case.id}"
    emils, child = a.seat(families.case, families.emil).id, f"{place}/plan/for-the-child"
    begins = ("/home", "/", f"{place}/", f"{place}/ruler/score", f"{place}/network/born/{emils}")
    for_sara = written_down(families.case, families.karin, families.sara)
    asks = f"/cases/{apart}/ruler/ask"
    livs = a.child(families.case, "Liv").id
    at_end = f"{place}/plan/children/{livs}/view?end=1"
    karins = (families.asked, f"/cases/{apart}/apart", f"/cases/{apart}/members", asks, for_sara, at_end)
    liv = f"{place}/ruler/score/{livs}"
    questions = tuple(f"{liv}/{one}" for one in ("readers", "seen", "worries"))
    first = {"sara": (families.older, child, *questions), "karin": karins}
    first = {name: first.get(name, ()) + places_to_write(families.plan, name) for name in inside}
    last = {"karin": (to_come,)}
    who = [
        Who(name, signed_in(app, one), first[name] + begins + last.get(name, ()))
        for name, one in inside.items()
    ]
    who += [Who(*one) for one in looking_after(families.case, lambda one: signed_in(app, one))]
    signed_in(app, families.sara)  # and on another device, which she may sign out of
    asking = who_ask_for_help(families.karin).items()
    who += [Who(name, signed_in(app, person, young=True), HELP) for name, person in asking]
    return Everybody([*who, *_visitors(app, families)], strangers(), families.case)


def _visitors(app: Flask, families: Families) -> list[Who]:
    """Nobody yet: at the front door, with a link, with a letter that was opened, and after a yes."""
    opened = str(cases.see_invitation(families.links[0]).id)
    agreed, said_yes = agreed_to(families.links[1])
    session.commit()
    here = signed_in(app, a.person("Bente Juhl"))
    doors = dict(zip(("invitation", "said_yes"), agreed_to(families.links[2]), strict=True))
    guest, was_guest = (let_in(app, families.links[number]) for number in (3, 4))
    sessions.end(str(was_guest["_user_id"]), "signed_in_again")
    session.commit()
    kept = signed_in(app, a.person("Ove Juhl")) | {"guest": was_guest["guest"]}
    liv = in_an_own_place(app, families.case, families.karin, "Liv")
    at_end = f"/cases/{families.case.id}/plan/my-view?end=1"
    at_the_door = ("/", "/signed-out", "/calendar", "/invitation/asked", f"/invitation/{families.links[0]}")
    return [
        Who("visitor", {"csrf_token": CSRF}, at_the_door),
        Who("invited", {"invitation": opened, "csrf_token": CSRF}, ("/invitation", "/invitation/declined")),
        Who("at the doors", doors | {"csrf_token": CSRF}, ("/invitation/doors",)),
        Who("guest", guest, ("/home",)),
        Who("guest with a duty", with_a_duty(app) | {"csrf_token": CSRF}, ("/home",)),
        Who("guest with MitID", kept, ("/invitation/keep",)),
        Who("child", liv | {"csrf_token": CSRF}, ("/home", "/", at_end)),
        Who("child's phone", {"csrf_token": CSRF}, ("/child", way_to_a_place())),
        Who("on a break", *on_a_break(app)),
        Who("nobody", signed_in(app, a.person("Per Vang")), ("/home",)),
        Who("administrator", has_found(app, families.sara), ("/home", "/accounts/found", a_ruler_begun())),
        Who("coming", here | {"invitation": agreed, "said_yes": said_yes}, ("/invitation/join",)),
    ]
