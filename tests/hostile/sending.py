"""Fill a form in by hand, in all the ways a form of ours would not."""

import json
from collections.abc import Iterable, Iterator, Mapping
from urllib.parse import quote_from_bytes
from zlib import crc32

from tests.hostile.rubbish import CHOICES, DAYS, EXTRA, KEYS, POISON, WORDS, Sent
from tests.hostile.walking import Form

Value = str | bytes
Answers = dict[str, list[Value]]
TYPED = frozenset({"text", "textarea"})
FILLED_IN = {"phone": "+45 12 34 56 78", "way": "sms", "address": "+45 12 34 56 78", "cpr": "000000-0013"}
NEVER_SHOWN = frozenset({"cpr"})
"""What no page may show again, not even to the one who wrote it."""
ALWAYS = ("control characters", "broken UTF-8", "code of every kind")
BOUNDARY = "----odd"


def as_bytes(value: Value) -> bytes:
    return value.encode("utf-8", "surrogatepass") if isinstance(value, str) else value


def urlencoded(answers: Mapping[str, Iterable[Value]]) -> bytes:
    pairs = [
        f"{quote_from_bytes(as_bytes(name))}={quote_from_bytes(as_bytes(one))}"
        for name, values in answers.items()
        for one in values
    ]
    return "&".join(pairs).encode()


def multipart(answers: Mapping[str, Iterable[Value]], files: Iterable[str] = ()) -> bytes:
    """The bytes as they are, in parts; those named in `files` as if a file had been chosen."""
    body = b""
    for name, values in answers.items():
        for one in values:
            named = as_bytes(name).replace(b'"', b"%22").replace(b"\r", b"").replace(b"\n", b"")
            file = b'; filename="a.html"\r\nContent-Type: text/html' if name in files else b""
            body += b"--" + BOUNDARY.encode() + b'\r\nContent-Disposition: form-data; name="' + named + b'"'
            body += file + b"\r\n\r\n" + as_bytes(one) + b"\r\n"
    return body + b"--" + BOUNDARY.encode() + b"--\r\n"


def filled_in(form: Form, typed: str = "Ord") -> Answers:
    """As somebody who wants to send it: each field answered; `typed` and its name in those for words."""
    answers: Answers = {name: list(values) for name, values in form.answers.items()}
    for name, kind in form.kinds.items():
        if name in FILLED_IN:
            answers[name] = [FILLED_IN[name]]
        elif kind in TYPED:
            answers[name] = [f"{typed} {name}"]
        elif name in form.choices and not answers[name]:
            answers[name] = [form.choices[name][0]]
    return answers


def fields(form: Form) -> list[str]:
    return [name for name in form.kinds if name != "csrf_token"]


def everything(form: Form, foreign: list[str]) -> Iterator[Sent]:
    """Each kind of rubbish, once in all fields at the same time and once in each field alone."""
    yield from in_all_fields(form, {name: WORDS[name] for name in ALWAYS} | in_turn(WORDS, 4, form))
    yield from in_each_field(form, foreign)
    yield from left_out_and_doubled(form)
    yield from in_other_wrappings(form, foreign)


def the_worst(form: Form, foreign: list[str]) -> Iterator[Sent]:
    """A few of them, for a form that another person has met in full."""
    few = ("control characters", "broken UTF-8")
    yield from in_all_fields(form, {name: WORDS[name] for name in few})
    good = filled_in(form, POISON)
    yield Sent("poison in the words", urlencoded(good))
    yield Sent("ids of others", urlencoded(good | {one: [foreign[0]] for one in form.choices}))


def in_all_fields(form: Form, rubbish: Mapping[str, Value]) -> Iterator[Sent]:
    only_words = fields(form) if set(fields(form)) - {"once"} else []
    for what, value in rubbish.items() if only_words else ():
        marks = {name: f"kaniner-{name}" for name, kind in form.kinds.items() if kind in TYPED}
        answers: Answers = dict(form.answers)  # type: ignore[arg-type]
        for name in only_words:
            answers[name] = [as_bytes(value) + as_bytes(marks.get(name, ""))]
        kept = tuple(marks.values()) if "once" not in what else ()
        hidden = tuple(marks[name] for name in NEVER_SHOWN & marks.keys())
        shown = tuple(mark for mark in kept if mark not in hidden)
        yield Sent(f"{what} in all fields", urlencoded(answers), marks=shown, secret=hidden)


def in_each_field(form: Form, foreign: list[str]) -> Iterator[Sent]:
    for name in fields(form):
        for what, value in meant_for(form, name, foreign).items():
            answers = filled_in(form) | {name: [value]}
            yield Sent(f"{what} in {name}", urlencoded(answers))
            if name in form.choices and what == "an id of others (0)":
                good = [*filled_in(form)[name], value]
                yield Sent(f"{what} in {name} beside a good one", urlencoded(answers | {name: good}))


def meant_for(form: Form, name: str, foreign: list[str]) -> Mapping[str, Value]:
    """The rubbish for one kind of field."""
    if name == "once":
        return in_turn(KEYS, 1, form, name)
    if form.kinds[name] in TYPED:
        return {"poison": POISON}
    if form.kinds[name] == "date":
        return DAYS
    (other,) = in_turn({one: one for one in foreign}, 1, form, name).values()
    return in_turn(CHOICES, 2, form, name) | {"an id of others (0)": other}


def in_turn(rubbish: Mapping[str, Value], few: int, form: Form, name: str = "") -> dict[str, Value]:
    """A few of the rubbish, others for each form and field: what meets them is the same code in all of them,
    and among so many forms all of it is met."""
    kinds, turn = list(rubbish), crc32(f"{form.endpoint} {name}".encode())
    return {kind: rubbish[kind] for kind in (kinds[(turn + number) % len(kinds)] for number in range(few))}


def left_out_and_doubled(form: Form) -> Iterator[Sent]:
    good = filled_in(form)
    yield Sent("nothing but the key", urlencoded({"csrf_token": good["csrf_token"]}))
    for name in fields(form):
        rest = {other: values for other, values in good.items() if other != name}
        yield Sent(f"no {name}", urlencoded(rest))
    yield Sent("each field three times", urlencoded({name: values * 3 for name, values in good.items()}))


def in_other_wrappings(form: Form, foreign: list[str]) -> Iterator[Sent]:
    good, kind = filled_in(form), f"multipart/form-data; boundary={BOUNDARY}"
    more = {name: [value.format(foreign=foreign[0])] for name, value in EXTRA.items()}
    more |= {f"field{number}": ["x"] for number in range(300)}
    odd = {name: {"a": [1]} for name in form.kinds} | {"csrf_token": good["csrf_token"][0]}
    yield Sent("fields nobody asked for", urlencoded(good | more))
    yield Sent("files instead of words", multipart(good, fields(form)), kind)
    yield Sent("in parts, broken", multipart(good | {one: [b"\xff\x00\xfe"] for one in fields(form)}), kind)
    yield Sent("JSON inside JSON", json.dumps(odd).encode(), "application/json")


def good_words(key: str) -> Answers:
    """What a mother sends who writes what works."""
    told = {"csrf_token": key, "once": "a", "audience": "in_case", "category": "strength", "words": "Ord."}
    return {name: [one] for name, one in told.items()}
