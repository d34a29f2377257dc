"""All that one person sees of the plan in force, on paper: with names, days, and who sees it differently."""

from collections.abc import Iterable
from typing import Any

from portal.access.actor import Member
from portal.access.models import Contribution
from portal.cases.models import Answer
from portal.cases.offered import Difference
from portal.cases.routes.printed import READS, gap, in_whose_hand, person, voice, written_by
from portal.paper.press import Sheet, Words
from portal.plan.models import Agreement, PlanAnswer
from portal.plan.models.child_view import ChildView
from portal.plan.models.items import PlanItem
from portal.plan.models.sections import Section
from portal.plan.queries import Entry, ItemShown, StatementShown, Whole
from portal.plan.queries.approving import Approver
from portal.plan.routes.agreements import VIEWS
from portal.plan.routes.item_words import title_of
from portal.plan.routes.locked import lock_on_paper
from portal.plan.routes.printed_items import item_part
from portal.plan.routes.sheets import facts_of, waits_in_words, words_of
from portal.web.i18n import _, _l, day, day_and_time, language, short_day

SAID = {"seen": _l("seen"), "understood": _l("understood"), "concurs": _l("agrees with it")}


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
            "before": _sections(whole, first=True) + _framing(whole),
            "parts_head": _("Agreements that apply"),
            "parts": [_part(whole, number, entry) for number, entry in enumerate(whole.entries, 1)],
            "more": _sections(whole, first=False) + _children(whole),
            "yes_head": _("What each has said of the plan"),
            "yes": [_said(whole, one) for one in whole.said],
            "foot": [_("Printed %(date)s. A newer sheet may exist.", date=day_and_time(whole.printed_at))],
        },
    )


def _lead(whole: Whole, number: int, date: str) -> list[str]:
    home = [_("It is a plan for moving home.")] if whole.purpose and whole.purpose.is_homecoming else []
    lead = [
        *home,
        _("Version %(number)s. It has applied since %(date)s.", number=number, date=date),
        _("This is what you can see. There may be more that is for others."),
        _("The mark of these words: %(mark)s", mark=whole.mark),
    ]
    if whole.version and whole.version.last_day:
        last = day(whole.version.last_day)
        lead.append(_("It applies until %(date)s, and does not go on by itself.", date=last))
    if whole.next:
        lead.append(_("Next follow-up: %(date)s.", date=day(whole.next.due_on)))
    if whole.paused:
        lead.append(_("The plan is on pause since %(date)s", date=short_day(whole.paused.created_at)))
        lead.append(_("This is what holds now: %(words)s", words=whole.paused.words))
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
        "words": words_of(frozen),
        "by": written_by(who, about),
        "facts": facts_of(entry.doers, frozen, entry.goal),
        "notes": _notes(whole, about, entry, entry.doers),
        "voices": _because(whole, entry.because) + _voices(whole, entry.answers, frozen),
    }


def _because(whole: Whole, said: Contribution | None) -> list[dict[str, Any]]:
    """The words that an agreement answers, with whose they are."""
    if said is None:
        return []
    who = whole.authors.get(said.author_id)
    told = {"who": person(who) if who else None, "reads": _("has said what this answers:")}
    words = Words(said.words, said.language)
    return [{**told, "words": words, "when": short_day(said.created_at), "differs": False}]


def _voices(whole: Whole, answers: Iterable[Answer], text: dict[str, Any]) -> list[dict[str, Any]]:
    return [voice(one, whole.authors, older=one.seen_revision < text["revision"]) for one in answers]


def _framing(whole: Whole) -> list[dict[str, Any]]:
    """What could happen and what we want to see, before everything else."""
    parts = [_statement(whole, one) for one in whole.statements]
    found = [{"head": _("What could happen, and what we want to see"), "parts": parts}] if parts else []
    apart = [_difference(whole, one) for one in whole.differs]
    return found + ([{"head": _("We see it differently"), "parts": apart}] if apart else [])


def _difference(whole: Whole, one: Difference) -> dict[str, Any]:
    """What was said of it, who answered what, and when."""
    opened = _("The answers were opened on %(date)s.", date=day(one.on))
    notes = [opened, *([one.spread] if one.spread else [])]
    notes += [] if one.stands else [_("Something newer has been written since.")]
    return {
        "head": one.about,
        "words": Words(one.said.words, one.said.language),
        "by": written_by(whole.authors.get(one.said.author_id), one.said),
        "facts": [{"label": name, "words": Words(step)} for name, step in one.answers],
        "notes": notes,
        "voices": [],
    }


def _statement(whole: Whole, one: StatementShown) -> dict[str, Any]:
    about, text = one.line.about, one.line.text
    part, stands = item_part(text, ()), one.standing.voices(whole.authors) if one.standing else []
    ends = one.standing.ends if one.standing else ()
    part["facts"] += [{"label": place, "words": Words(words)} for place, words in ends]
    return {
        **part,
        "by": written_by(whole.authors.get(about.author_id), about),
        "notes": [*in_whose_hand(about, whole.authors), *_moved(about, moved=not one.line.stands)],
        "voices": [*_voices(whole, one.answers, text), *stands],
    }


def _sections(whole: Whole, *, first: bool) -> list[dict[str, Any]]:
    """The other sections that say something, each under its name: `first` what the plan is for, then the
    rest."""
    found: dict[str, list[dict[str, Any]]] = {}
    for shown in whole.items:
        if (shown.text["section"] == Section.PURPOSE) is not first:
            continue
        found.setdefault(shown.text["section"], []).append(_item_of_section(whole, shown))
    return [{"head": title_of(section), "parts": parts} for section, parts in found.items()]


def _item_of_section(whole: Whole, shown: ItemShown) -> dict[str, Any]:
    about, text = shown.about.item, shown.text
    part = item_part(text, shown.seats)
    if shown.phone:
        part["facts"].append({"label": _("Phone"), "words": Words(shown.phone)})
    return {
        **part,
        "head": "",
        "by": written_by(whole.authors.get(about.author_id), about),
        "notes": [*lock_on_paper(shown.signal, shown.words_lock), *_notes(whole, about, shown, shown.seats)],
        "voices": _voices(whole, shown.answers, text),
    }


def _children(whole: Whole) -> list[dict[str, Any]]:
    """What each child thinks of it, in its own words or as it was told."""
    parts = [_view(whole, one) for one in whole.views]
    return [{"head": _("What the children say"), "parts": parts}] if parts else []


def _view(whole: Whole, one: ChildView) -> dict[str, Any]:
    thinks = str(VIEWS[one.key])
    return {
        "head": one.child_name,
        "words": Words(one.words, one.language) if one.words else Words(thinks),
        "by": written_by(whole.authors.get(one.author_id), one),
        "facts": [],
        "notes": [*([thinks] if one.words else []), *filter(None, (one.ground, one.how))],
        "voices": [],
    }


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


def _said(whole: Whole, one: Approver) -> dict[str, Any]:
    """What somebody has said of all of it, and when; why not, in that person's own words."""
    no = whole.noes.get(one.no.said_id) if one.no and one.no.said_id else None
    acts = ((SAID[kind], one.acts.get(kind)) for kind in SAID)
    told = [(said, at) for said, at in (*acts, (_("yes"), one.said_at)) if at]
    facts = ", ".join(f"{said} {day_and_time(at)}" for said, at in told)
    return {
        "who": person(one.member),
        "said": " · ".join(filter(None, (one.member.relation, facts))),
        "voices": [_no(whole, no)] if no else [],
    }


def _no(whole: Whole, no: PlanAnswer) -> dict[str, Any]:
    return {
        "who": None,
        "reads": str(READS[no.answer]),
        "words": Words(no.words, no.language),
        "when": " ".join([f"{day_and_time(no.created_at)}.", *in_whose_hand(no, whole.authors)]),
        "differs": no.answer == "no",
    }
