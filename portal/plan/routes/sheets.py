"""The words of the plan as they stand on paper: the texts a reader meets, in the reader's language."""

from collections.abc import Iterable
from typing import Any

from babel.dates import get_day_names

from portal.access.actor import Member
from portal.cases.routes.printed import gap
from portal.paper.press import Sheet, Words
from portal.plan.forms import ticked
from portal.plan.queries import Line, Week
from portal.plan.routes.wording import asked_of, in_words
from portal.web.i18n import _, _n, language, names, short_day

SHORT = 60
ALL_DAYS, SOME_DAYS = 7, 3


def days_in_words(days: int) -> str:
    """Days (bit 0 is Monday) as a heading: "Altid", "Hver dag", "Mandag og onsdag", "Mandag til fredag"."""
    chosen = ticked(days)
    if not chosen:
        return str(_("Always"))
    if len(chosen) == ALL_DAYS:
        return str(_("Every day"))
    called = get_day_names("wide", locale=language())
    first, last = called[chosen[0]], called[chosen[-1]]
    if len(chosen) >= SOME_DAYS and chosen == list(range(chosen[0], chosen[-1] + 1)):
        return _begun(_("%(first)s to %(last)s", first=first, last=last))
    return _begun(names([called[one] for one in chosen]))


def _begun(text: str) -> str:
    return text[:1].upper() + text[1:]


def numbers_for(week: Week, duty_phone: str) -> dict[str, tuple[str, str]]:
    """The numbers that exist: key -> whose it is, and the number."""
    found = {}
    if week.caseworker and week.caseworker.phone:
        found["caseworker"] = (week.caseworker.name.split()[0], week.caseworker.phone)
    found["duty"] = (_("All day and night"), duty_phone)
    found["112"] = (_("In danger"), "112")
    return found


def week_sheet(week: Week, calls: Iterable[tuple[str, str]]) -> Sheet:
    """One A4 for the fridge. `calls`: whose number it is, and the number; only what the person has ticked."""
    assert week.version is not None
    since = week.version.in_force_at
    assert since is not None
    rows = [
        {"day": days_in_words(days), "items": [_item(week, line) for line in lines]}
        for days, lines in week.by_days
    ]
    return Sheet(
        layout="week",
        title=_("Our week"),
        language=language(),
        since=since,
        gap=gap(),
        shown={
            "lead": _("Applies from %(date)s. Hang it up where you see it.", date=short_day(since)),
            "paused": _on_pause(week),
            "heads": [_("Which day"), _("Does what"), _("Who")],
            "rows": rows,
            "no_room": _("There was no room for everything. This is missing from the sheet:"),
            "and_more": [
                _n("and %(num)s more", "and %(num)s more", number) for number in range(1, len(week.lines) + 1)
            ],
            "calls_head": _("We can call"),
            "calls": [{"name": whose, "number": number} for whose, number in calls],
            "foot": _("Printed %(date)s. A newer sheet may exist.", date=short_day(week.printed_at)),
        },
    )


def _on_pause(week: Week) -> dict[str, Any]:
    """What stands before everything else while the plan is on pause; nothing when it is not."""
    if week.paused is None:
        return {}
    holds = week.holds_now
    return {
        "head": _("The plan is on pause since %(date)s", date=short_day(week.paused)),
        "lead": _("Until then, this is what we do:")
        if holds
        else _("Call your caseworker to hear what holds now."),
        "words": [Words(holds.words, holds.language)] if holds else [],
        "after": _("These agreements are on pause:"),
    }


def _item(week: Week, line: Line) -> dict[str, Any]:
    text = line.text
    return {
        "words": _said(text["words"], text),
        "more": [
            *_ours([("", in_words(group, text)) for group in ("situation", "lasts")]),
            *_facts([("", text["when_words"]), (_("Otherwise"), text["backup"])], text),
        ],
        "who": [{"name": week.names[seat.membership_id], "mark": seat.mark} for seat in week.doers(line)],
        "short": _shortened(text["words"]),
    }


def _shortened(words: str) -> str:
    one_line = " ".join(words.split())
    return one_line if len(one_line) <= SHORT else f"{one_line[:SHORT].rstrip()} …"


def words_of(text: dict[str, Any]) -> Words:
    """What a frozen agreement says, in its own language."""
    return Words(text["words"], text["language"])


def _said(words: str, text: Any) -> Words:
    return Words(words, text["language"] if isinstance(text, dict) else text.language)


def _facts(asked: Iterable[tuple[str, str]], text: dict[str, Any]) -> list[dict[str, Any]]:
    return [{"label": question, "words": _said(answer, text)} for question, answer in asked if answer]


def _ours(asked: Iterable[tuple[str, str]]) -> list[dict[str, Any]]:
    """Answers in our own words."""
    return [{"label": question, "words": Words(answer)} for question, answer in asked if answer]


def facts_of(doers: Iterable[Member], text: dict[str, Any], goal: Any = None) -> list[dict[str, Any]]:
    """What a frozen agreement says besides its words, and whom it binds (those the reader may know). `goal`:
    what the goal says that it is to bring nearer, where the reader sees that."""
    ours = [
        (_("Who"), names([str(seat) for seat in doers])),
        (asked_of("situation"), in_words("situation", text)),
        (_("Days"), days_in_words(text["weekdays"]) if text["weekdays"] else ""),
        (asked_of("lasts"), in_words("lasts", text)),
    ]
    theirs = [
        (_("When"), text["when_words"]),
        (_("Where"), text["where_words"]),
        (_("Otherwise"), text["backup"]),
        (_("How we see it"), text["how_seen"]),
        (_("To the child"), text["child_words"]),
    ]
    towards = _facts([(_("Towards the goal"), goal["words"])], goal) if goal else []
    return _ours(ours) + _facts(theirs, text) + towards


def waits_in_words(seats: Iterable[Member]) -> str:
    """That an agreement waits for somebody's yes; whose, of those the reader may know."""
    known = [seat.name for seat in seats]
    return _("Waits for %(who)s", who=names(known)) if known else _("Waits for a yes")
