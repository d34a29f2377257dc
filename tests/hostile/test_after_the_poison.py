"""Poison in all that is kept, each form pressed by two fingers at once: every page still stands."""

from collections import Counter
from collections.abc import Iterator
from threading import Barrier, Thread
from typing import Any

import pytest

from portal.db.session import session
from portal.history import verification
from tests.hostile.judging import page_of, wrong_with
from tests.hostile.rubbish import FIRST_WORD, POISON
from tests.hostile.sending import filled_in, urlencoded
from tests.hostile.undoing import Kept, undone
from tests.hostile.walking import Form, Walker, one_of_each

ONLY_KEPT = {"draft"}
"""Words that came when there was no more to answer: they wait for their writer, and nothing was done."""
LEAVES = ("people.sign_out", "people.close_page", "network.leave", "network.take_break")
TWICE, ONCE_MORE = 2, 1
ENDS = (
    *("referrals.mine", "referrals.read", "plan.answers_pdf", "plan.answers_for_pdf"),
    *("plan.whole_pdf", "plan.week_pdf", "plan.for_the_child_pdf", "plan.pause_for_leader"),
)
"""A wish for help is begun, and ends when it is answered; a sheet to answer on is there while a version is
out, and a plan on paper until a leader has let it end. Then the page leads somewhere else, or nowhere."""
KIND = {"Content_Type": "application/x-www-form-urlencoded"}


@pytest.mark.parametrize("database", ["postgresql"], indirect=True)
def test_what_was_kept_twice_sent_is_there_once_and_every_page_stands_as_before(app, here, kept):
    walkers = []
    for who in here.who:
        with undone(session.get_bind()):
            walkers.append(Walker(app, who).walk())
    typed, pressed = in_order(walkers)

    faults = [fault for walker, form in typed for fault in sends_twice(walker, form, kept)]
    faults += [fault for walker in walkers for fault in walks_again(walker, strictly=True)]
    assert faults == []
    assert poisoned(walkers)
    assert broken_chains() == []

    faults = [fault for walker, form in pressed for fault in sends_twice(walker, form, kept)]
    faults += [fault for walker in by_two(walkers) for fault in walks_again(walker, strictly=False)]
    assert faults == []
    assert broken_chains() == []


def in_order(walkers: list[Walker]) -> tuple[list[tuple[Walker, Form]], list[tuple[Walker, Form]]]:
    """One form of each kind, by whoever meets it first: those with words, then mere buttons, leaving last."""
    first: dict[tuple[str, ...], tuple[Walker, Form]] = {}
    for walker in walkers:
        for form in one_of_each(walker.forms):
            first.setdefault((form.endpoint, *sorted(form.kinds)), (walker, form))
    forms = list(first.values())
    typed = [one for one in forms if set(one[1].kinds.values()) & {"text", "textarea"}]
    pressed = [one for one in forms if one not in typed]
    return typed, sorted(pressed, key=lambda one: one[1].endpoint in LEAVES)


def sends_twice(walker: Walker, form: Form, kept: Kept) -> Iterator[str]:
    """Two at the same moment, and one more afterwards: at most one of them is carried out."""
    kept.clear()
    body, ready = urlencoded(filled_in(form, POISON)), Barrier(TWICE)
    answers: list[Any] = []

    def press() -> None:
        ready.wait()
        answers.append(walker.send("POST", form.action, body, **KIND))

    fingers = [Thread(target=press) for _ in range(TWICE)]
    for finger in fingers:
        finger.start()
    for finger in fingers:
        finger.join()
    answers.append(walker.send("POST", form.action, body, **KIND))
    yield from (f"{form}: {wrong}" for answer in answers for wrong in wrong_with(answer))
    if len(answers) != TWICE + ONCE_MORE:
        yield f"{form}: a finger was left without an answer"
    done = [sorted(one) for one in kept.commits if set(one) != ONLY_KEPT]
    if len(done) > 1:
        yield f"{form}: carried out {len(done)} times: {done}"


def by_two(walkers: list[Walker]) -> Iterator[Walker]:
    """Each with those pages only that no two before have met: all were walked a moment ago."""
    met = Counter[str]()
    for walker in walkers:
        walker.pages = {path: end for path, end in walker.pages.items() if met[walker.endpoint_of(path)] < 2}
        met.update({walker.endpoint_of(path) for path in walker.pages})
        yield walker


def walks_again(walker: Walker, *, strictly: bool) -> Iterator[str]:
    """Every page as it ended before; where things were done, it may be closed now, and never broken."""
    for path, before in walker.pages.items():
        answer = walker.get(path)
        walker.texts[path] = page_of(answer)
        yield from (f"{walker.who.name} at {path}: {wrong}" for wrong in wrong_with(answer))
        if strictly and only_reads(walker, path) and answer.status_code != before:
            yield f"{walker.who.name} at {path}: {answer.status_code} after {before}"


def only_reads(walker: Walker, path: str) -> bool:
    endpoint = walker.endpoint_of(path)
    return endpoint not in ENDS and not any(
        "POST" in (rule.methods or ())
        for rule in walker.app.url_map.iter_rules()
        if rule.endpoint == endpoint
    )


def broken_chains() -> list[str]:
    faults = list(verification.faults())
    session.remove()  # nobody waits for this reader
    return faults


def poisoned(walkers: list[Walker]) -> bool:
    """Everybody inside has met the poison on a page: the walk was worth its while."""
    inside = [walker for walker in walkers if walker.who.name in ("sara", "jonas", "karin", "else_")]
    return all(any(FIRST_WORD in text for text in walker.texts.values()) for walker in inside)
