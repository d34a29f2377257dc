"""Rubbish in every field of every form, for every kind of person; forms and fields are found by walking.

On one database: what the other minds is poison that is kept, which test_after_the_poison gives it.
"""

from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest

from portal.cases.forms import RemarkForm
from portal.db.session import session
from portal.mapping.forms import ChildEntryForm
from portal.meetings.forms import CalendarForm
from portal.plan.forms import ChangeForm, RewordForm
from portal.plan.forms.beginning import BeginForm
from portal.plan.forms.childs_own import LockForm
from portal.plan.forms.sections import ItemForm
from portal.web.forms import PortalForm
from tests.hostile.judging import page_of, wrong_with
from tests.hostile.rubbish import Sent
from tests.hostile.sending import everything, the_worst
from tests.hostile.undoing import Kept, undone
from tests.hostile.walking import Form, Walker, one_of_each

NOT_ON_A_PAGE = {
    "drafts.keep": "the script sends it while a person writes: see test_odd_requests",
    "devices.stay": "the script of an open page sends it: see tests/people/test_devices.py",
    "backchannel.citizen": "MitID's own machine sends it: see tests/people/test_leaving_at_the_provider.py",
    "backchannel.staff": "the staff door's own machine sends it: see the same",
    "cases.take_back": "one button beside what was just sent: see tests/cases/test_take_back_pages.py",
    "plan.ask_children": "one button: see tests/plan/test_the_children_before_it_ends.py",
    "plan.archive": "one button on a closed plan: see tests/plan/test_a_plan_is_closed.py",
}
NOT_A_PAGE_HERE = {
    "assets.favicon": "a file",
    "assets.file": "a file",
    "assets.robots": "a file",
    "cases.news": "the script of an open page asks: see tests/cases/test_news.py",
    "devices.time_left": "the script of an open page asks: see tests/people/test_devices.py",
    "healthz": "for machines",
    "plan.show_item": "leads on to the page of its section: see tests/plan/test_pages_of_the_sections.py",
    "people.published_keys": "for machines",
    "readyz": "for machines",
    "people.login_citizen": "leads to MitID: see tests/people",
    "people.login_staff": "leads to the staff door: see tests/people",
    "people.callback_citizen": "MitID leads here: see tests/people and test_odd_requests",
    "people.callback_staff": "the staff door leads here: see tests/people and test_odd_requests",
    "cases.invitation_pdf": "takes a link in the cookie: see tests/network/test_invited_on_paper.py",
    "plan.booklet_pdf": "of a closed plan: see tests/plan/test_a_plan_is_closed.py",
    "plan.for_the_child_pdf": "takes words to a child: see tests/plan/test_for_the_child.py",
    "guests.someone_else": "shown with 403 when MitID is another's: see tests/network",
    "guests.another_number": "shown with 403 when MitID has another number: see tests/network",
    "guests.no_number": "shown with 403 when MitID has no number: see tests/network",
    "guests.not_at_work": "shown with 403 to a professional who came in privately: see tests/cases",
    "network.say_no": "its form stands on the page of the yes; alone it is shown when refused",
    "cases.term_taken_back": "shown after a yes to a professional was taken back: see tests/cases",
    "network.taken_back": "shown after a permission was taken back: see tests/network",
}

ASKED_WITH_GET = {CalendarForm}
ASKED_WITH_409 = {(RewordForm, "leave"), (ChangeForm, "leave"), (ItemForm, "leave")}
"""When two worded the same at once: see tests/plan/test_two_word_it_at_once.py."""
ASKED_OF_A_CHILD = {(RemarkForm, "show_to")}
"""Beside what a child was shown: see tests/child."""
CHILDS_WORDS = ("category", "words", "happened", "seen_by", "effect", "show_to", "once", "hinted")
ASKED_FOR_A_CHILD = {(ChildEntryForm, name) for name in CHILDS_WORDS}
"""Where a caseworker writes for a child at a meeting, what a grown-up is asked in the same place (EntryForm,
met here), and whom to show it: see tests/mapping/test_at_a_meeting.py."""
ASKED_OF_A_PLAN_FOR_SOME_DAYS = {(BeginForm, "not_yet"), (BeginForm, "why")}
"""See tests/plan/test_the_card_is_handed_over_and_the_child_told.py."""
ASKED_OF_MORE_PARENTS = {(LockForm, "why_3"), (LockForm, "why_4")}
"""The same question as of the first two, where more than two parents have custody."""
ELSEWHERE = ASKED_WITH_409 | ASKED_OF_A_CHILD | ASKED_FOR_A_CHILD | ASKED_OF_A_PLAN_FOR_SOME_DAYS
ELSEWHERE |= ASKED_OF_MORE_PARENTS


@pytest.fixture
def fields_met(monkeypatch: pytest.MonkeyPatch) -> set[tuple[type, str]]:
    """The fields of every form that has been asked whether what it was sent is right."""
    met: set[tuple[type, str]] = set()
    plain = PortalForm.validate

    def validate(form: Any, *more: Any, **named: Any) -> Any:
        met.update((type(form), field.name) for field in form if field.raw_data)
        return plain(form, *more, **named)

    monkeypatch.setattr(PortalForm, "validate", validate)
    return met


def kinds_of_form(parent: type = PortalForm) -> Iterator[type]:
    for kind in parent.__subclasses__():
        yield kind
        yield from kinds_of_form(kind)


def asks_nothing(kind: type) -> bool:
    return bool(kind.__subclasses__())  # what other forms are made of


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_whatever_is_sent_breaks_nothing_and_what_is_refused_leaves_no_trace(app, here, kept, fields_met):
    walkers, in_full = [walked(app, who) for who in here.who], everything

    faults, met = Counter[str](), set[str]()
    for walker in walkers:
        for form in one_of_each(walker.forms):
            ways = the_worst if form.endpoint in met else in_full
            met.add(form.endpoint)
            for sent in ways(form, here.foreign):
                faults.update(f"{form}: {wrong}: {sent.what}" for wrong in sends(walker, form, sent, kept))

    assert sorted(faults) == []
    assert met | set(NOT_ON_A_PAGE) == endpoints(app, "POST")
    pages = {
        walker.endpoint_of(path) for walker in walkers for path, end in walker.pages.items() if end == 200
    }
    assert pages & set(NOT_A_PAGE_HERE) == set()
    assert pages | set(NOT_A_PAGE_HERE) == endpoints(app, "GET")
    forms = {kind for kind in kinds_of_form() if not asks_nothing(kind)} - ASKED_WITH_GET
    assert {(kind, name) for kind in forms for name in names_of(kind)} - ELSEWHERE <= fields_met


def walked(app: Any, who: Any) -> Walker:
    with undone(session.get_bind()):
        return Walker(app, who).walk()


def endpoints(app: Any, method: str) -> set[str]:
    return {rule.endpoint for rule in app.url_map.iter_rules() if method in rule.methods}


def names_of(kind: type) -> set[str]:
    return {name for name in dir(kind) if hasattr(getattr(kind, name), "field_class")}


def sends(walker: Walker, form: Form, sent: Sent, kept: Kept) -> Iterator[str]:
    """What went wrong when this was sent to this form."""
    with undone(session.get_bind()):
        kept.clear()
        headers = {"Content_Type": sent.kind} if sent.kind else {}
        answer = walker.send("POST", form.action, sent.body, **headers)
    yield from wrong_with(answer)
    if answer.status_code != 303 and kept.tables:
        yield f"ended with {answer.status_code}, and wrote {sorted(kept.tables)}"
    if len(kept.commits) > 1:
        yield f"saved {len(kept.commits)} times"
    yield from (f"has {one}" for one in sorted(kept.twins))
    if answer.status_code in (200, 409):
        yield from (f"lost {mark}" for mark in sent.marks if mark not in page_of(answer))
        yield from (f"shows {mark}" for mark in sent.secret if mark in page_of(answer))
