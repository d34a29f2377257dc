"""The words of the plan as they stand on paper: the texts a reader meets, in the reader's language."""

from collections.abc import Iterable
from typing import Any

from babel.dates import get_day_names

from portal.access.actor import Member
from portal.access.models import Contribution
from portal.cases.models import Answer
from portal.cases.routes.printed import gap, in_whose_hand, person, voice, written_by
from portal.paper.press import Sheet, Words
from portal.plan.forms import ticked
from portal.plan.models import Agreement
from portal.plan.models.items import PlanItem
from portal.plan.queries import Entry, ItemShown, Line, StatementShown, Week, Whole
from portal.plan.queries.approving import Approver
from portal.plan.routes.item_words import title_of
from portal.plan.routes.printed_items import item_part
from portal.web.i18n import _, _n, day, language, names, short_day

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


def _item(week: Week, line: Line) -> dict[str, Any]:
    text = line.text
    return {
        "words": _said(text["words"], text),
        "more": _facts([("", text["when_words"]), (_("Otherwise"), text["backup"])], text),
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


def whole_sheet(whole: Whole) -> Sheet:
    """All that one person sees of the plan in force."""
    version = whole.version
    assert version is not None
    assert version.in_force_at is not None
    return Sheet(
        layout="chapters",
        title=_("Our agreements"),
        language=language(),
        since=version.in_force_at,
        gap=gap(),
        shown={
            "lead": _lead(whole, version.number, day(version.in_force_at)),
            "before": _framing(whole),
            "parts_head": _("Agreements that apply"),
            "parts": [_part(whole, number, entry) for number, entry in enumerate(whole.entries, 1)],
            "more": _sections(whole),
            "yes_head": _("Who has said yes?"),
            "yes": [_yes(one) for one in whole.yes],
            "foot": [_("Printed %(date)s. A newer sheet may exist.", date=short_day(whole.printed_at))],
        },
    )


def _lead(whole: Whole, number: int, date: str) -> list[str]:
    lead = [
        _("Version %(number)s. It has applied since %(date)s.", number=number, date=date),
        _("This is what you can see. There may be more that is for others."),
        _("The mark of these words: %(mark)s", mark=whole.mark),
    ]
    if whole.lacks_hidden:
        lead.append(
            _(
                "Somebody has hidden an own agreement that the plan holds. Those it binds cannot see it any "
                "more. Call the family, and make a new agreement."
            )
        )
    return lead


def _part(whole: Whole, number: int, entry: Entry) -> dict[str, Any]:
    about, text = entry.rule.agreement, entry.text
    frozen: dict[str, Any] = text if isinstance(text, dict) else {}
    who = whole.authors.get(about.author_id)
    return {
        "head": _("Agreement %(number)s", number=number),
        "words": _said(frozen["words"], frozen),
        "by": written_by(who, about),
        "facts": facts_of(entry.doers, frozen),
        "notes": _notes(whole, about, entry, entry.doers),
        "voices": _voices(whole, entry.answers, frozen),
    }


def _voices(whole: Whole, answers: Iterable[Answer], text: dict[str, Any]) -> list[dict[str, Any]]:
    return [voice(one, whole.authors, older=one.seen_revision < text["revision"]) for one in answers]


def _framing(whole: Whole) -> list[dict[str, Any]]:
    """What could happen and what we want to see, before everything else."""
    parts = [_statement(whole, one) for one in whole.statements]
    return [{"head": _("What could happen, and what we want to see"), "parts": parts}] if parts else []


def _statement(whole: Whole, one: StatementShown) -> dict[str, Any]:
    about, text = one.line.about, one.line.text
    return {
        **item_part(text, ()),
        "by": written_by(whole.authors.get(about.author_id), about),
        "notes": [*in_whose_hand(about, whole.authors), *_moved(about, moved=not one.line.stands)],
        "voices": _voices(whole, one.answers, text),
    }


def _sections(whole: Whole) -> list[dict[str, Any]]:
    """The other sections that say something, each under its name."""
    found: dict[str, list[dict[str, Any]]] = {}
    for shown in whole.items:
        found.setdefault(shown.text["section"], []).append(_item_of_section(whole, shown))
    return [{"head": title_of(section), "parts": parts} for section, parts in found.items()]


def _item_of_section(whole: Whole, shown: ItemShown) -> dict[str, Any]:
    about, text = shown.about.item, shown.text
    return {
        **item_part(text, shown.seats),
        "head": "",
        "by": written_by(whole.authors.get(about.author_id), about),
        "notes": _notes(whole, about, shown, shown.seats),
        "voices": _voices(whole, shown.answers, text),
    }


def facts_of(doers: Iterable[Member], text: dict[str, Any]) -> list[dict[str, Any]]:
    """What a frozen agreement says besides its words, and whom it binds (those the reader may know)."""
    ours = [
        (_("Who"), names([str(seat) for seat in doers])),
        (_("Days"), days_in_words(text["weekdays"]) if text["weekdays"] else ""),
    ]
    theirs = [
        (_("When"), text["when_words"]),
        (_("Where"), text["where_words"]),
        (_("Otherwise"), text["backup"]),
        (_("How we see it"), text["how_seen"]),
        (_("To the child"), text["child_words"]),
    ]
    said_here = [{"label": question, "words": Words(answer)} for question, answer in ours if answer]
    return said_here + _facts(theirs, text)


def _notes(
    whole: Whole, about: Agreement | PlanItem, shown: Entry | ItemShown, seats: Iterable[Member]
) -> list[str]:
    helper = whole.authors.get(about.worded_by_id) if about.worded_by_id and not shown.moved else None
    notes = in_whose_hand(about, whole.authors)
    notes += [_("The words were suggested by %(name)s.", name=helper.name)] if helper else []
    gone = [seat.name for seat in seats if seat.left_at]
    notes += [_("%(name)s is no longer part of this.", name=name) for name in gone]
    notes += [_("%(name)s takes a break.", name=seat.name) for seat in seats if seat.paused]
    if shown.waits:
        notes.append(waits_in_words(shown.waits_for))
    return notes + _moved(about, moved=shown.moved)


def _moved(about: Contribution, *, moved: bool) -> list[str]:
    """What has become of the words since they were frozen."""
    if about.hidden_at:
        return [_("Hidden from the others")]
    if moved and getattr(about, "status", "") == "removed":
        return [_("We take it out of the next plan.")]
    return [_("New words are on their way. These apply until the new plan is ready.")] if moved else []


def waits_in_words(seats: Iterable[Member]) -> str:
    """That an agreement waits for somebody's yes; whose, of those the reader may know."""
    known = [seat.name for seat in seats]
    return _("Waits for %(who)s", who=names(known)) if known else _("Waits for a yes")


def _yes(one: Approver) -> dict[str, Any]:
    assert one.said_at is not None
    return {
        "who": person(one.member),
        "said": f"{one.member.relation} · {short_day(one.said_at)}",
    }
