"""What families read is plain: short sentences, no word of the office, nobody bent, nobody shouted at.

The rules are those of the house's voice; the reading ease is LIX, names and days put in the holes first.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import chain
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg

from portal.cases import policy as cases
from portal.mapping import policy as mapping
from portal.notes import policy as notes
from portal.plan import policy as plan
from portal.review import policy as review
from portal.ruler.service.loading import DEFAULT, shipped
from tests.machine.words import CHECKOUT, KEYWORDS, TRANSLATIONS, read
from tests.web.office import OFFICE, WHOLE

PLAIN, A_FEW_WORDS, LONG_WORD = 30, 15, 6
FOR_PROFESSIONALS = {
    "templates/cases/open_case.html": "employed: caseworker",
    "templates/cases/invite_parent.html": "case:invite_parent",
    "templates/cases/front_staff.html": "the caseworker's front page: see FRONTS in portal/cases/routes.py",
    "templates/referrals/answer.html": "employed: caseworker",
    "templates/referrals/desk.html": "employed: caseworker",
    "templates/referrals/open.html": "employed: caseworker",
    "templates/referrals/read.html": "employed: caseworker",
    "templates/referrals/take.html": "employed: caseworker",
    "templates/referrals/waiting.html": "employed: caseworker",
    "templates/mapping/name_danger.html": "map:name_danger",
    "templates/components/professionals.html": "note:write",
    "templates/notes/decide.html": "note:decide",
    "templates/notes/decided.html": "note:decide",
    "templates/notes/look_again.html": "note:review",
    "templates/notes/note.html": "note:read",
    "templates/notes/open_up.html": "note:review",
    "templates/notes/show_notes.html": "note:read",
    "templates/notes/write.html": "note:write",
    "templates/plan/put_in_force.html": "plan:put_in_force",
    "templates/review/answer.html": "review:answer",
    "templates/review/review_case.html": "review:answer",
    "templates/review/waiting.html": "employed: caseworker",
    "portal/notes/forms.py": "note:write",
    "portal/notes/routes.py": "note:read",
    "portal/review/forms.py": "review:answer",
}
"""Files whose texts only professionals read, each with the door they stand behind."""
ALSO_FOR_PROFESSIONALS = {
    "I approve the plan as caseworker": "the button of the one caseworker; families have another",
    "Decide now whether to notify. The system sends nothing for you.": "a duty of professionals alone",
}
"""Single texts in files for everybody, each with why no family meets it."""
IN_THE_CASE = "I sagen"  # the one place where families meet the word: there it warns
ENGLISH = ["user", "citizen", "party", "invalid", "submit", "click", "please"]
HE_OR_SHE = {"da": r"\b(han|hun|ham|hende|hans|hendes)\b", "en": r"\b(he|she|him|hers?|his)\b"}
HOLE = re.compile(r"%\((\w+)\)[sd]")
BENT = re.compile(r"%\(\w+\)[sd][\w'\u2019]")
FILLED = {
    "date": "torsdag den 4. december",
    "until": "fredag den 4. juni 2027",
    "time": "14.30",
    "hours": "mandag til torsdag kl. 9-14",
    "phone": "12 34 56 78",
    "duty_phone": "12 34 56 78",
    "num": "3",
    "step": "4",
    "total": "5",
    "first": "4",
    "last": "5",
    "what": "aftalerne om aftenen",
    "purpose": "kunne hente fra skole",
    "who": "Else, Karin og Omar",
    "giver": "Mette Holm",
    "sharer": "Karin (rådgiver)",
    "receiver": "Else (mormor)",
}


@dataclass(frozen=True)
class Text:
    """One text: in English and Danish, and where it is said."""

    english: str
    danish: str
    places: frozenset[str]

    @property
    def is_for_families(self) -> bool:
        return not self.places <= set(FOR_PROFESSIONALS) and self.english not in ALSO_FOR_PROFESSIONALS


@cache
def pages() -> tuple[Text, ...]:
    """Every text of the pages, each plural form by itself."""
    with (TRANSLATIONS / "babel.cfg").open(encoding="utf-8") as lines:
        methods, options = parse_mapping_cfg(lines)
    places: dict[str, set[str]] = {}
    for name, _line, text, *_more in extract_from_dir(CHECKOUT, methods, options, KEYWORDS):
        places.setdefault(text[0] if isinstance(text, tuple) else text, set()).add(name)
    found = []
    for message in read(TRANSLATIONS / "da/LC_MESSAGES/portal.po"):
        several = message.pluralizable
        pairs = zip(message.id, message.string, strict=True) if several else [(message.id, message.string)]
        said_in = frozenset(places.get(message.id[0] if several else message.id, ()))
        found += [Text(english, danish, said_in) for english, danish in pairs if english]
    return tuple(found)


@cache
def ruler() -> tuple[Text, ...]:
    """What the default ruler says to families and children."""
    here = frozenset({f"portal/ruler/data/{DEFAULT}.yaml"})
    told = shipped(DEFAULT).model_dump()
    return tuple(
        Text(said["en"][part], said["da"][part], here)
        for step in told["steps"]
        for said in (step["texts"]["family"], step["texts"]["child"])
        for part in ("name", "description", "action_guidance")
    )


def for_families() -> Iterator[Text]:
    return chain((text for text in pages() if text.is_for_families), ruler())


def everything() -> Iterator[Text]:
    return chain(pages(), ruler())


def filled(text: str) -> str:
    return HOLE.sub(lambda hole: FILLED.get(hole[1], "Else"), text)


def lix(text: str) -> float:
    """Words in a sentence, and how many of a hundred words are long. "kl." and "4." end no sentence."""
    words = re.findall(r"[^\W_]+(?:[-.][^\W_]+)*", text)
    ends = re.findall(r"(?<!\bkl)(?<!\d)[.?!\u2026](?=\s)|[.?!\u2026]$", text)
    unended = not re.search(r"[.?!\u2026]\s*$", text)
    long = [word for word in words if len(word) > LONG_WORD]
    return len(words) / max(1, len(ends) + unended) + 100 * len(long) / len(words)


def count(text: str) -> int:
    return len(re.findall(r"[^\W_]+(?:[-.][^\W_]+)*", text))


def test_the_measure_is_the_one_the_house_uses():
    assert lix("En kort sætning. Og en til kl. 9.") == pytest.approx(8 / 2 + 100 * 1 / 8)


def test_every_longer_text_is_easy_to_read():
    longer = [text for one in for_families() if count(text := filled(one.danish)) > A_FEW_WORDS]

    assert len(longer) >= 40
    assert [(round(lix(text)), text) for text in longer if lix(text) > PLAIN] == []


@pytest.mark.parametrize("stem", OFFICE)
def test_no_word_of_the_office_meets_a_family(stem):
    found = re.compile(rf"(?<!\w){stem}", re.IGNORECASE)

    assert [text.danish for text in for_families() if found.search(text.danish)] == []


@pytest.mark.parametrize("word", WHOLE)
def test_no_such_word_meets_a_family(word):
    found = re.compile(rf"(?<!\w){word}(?!\w)", re.IGNORECASE)

    assert [
        text.danish for text in for_families() if found.search(text.danish) and text.danish != IN_THE_CASE
    ] == []


@pytest.mark.parametrize("word", ENGLISH)
def test_no_such_word_is_said_in_english(word):
    found = re.compile(rf"\b{word}\b", re.IGNORECASE)

    assert [text.english for text in for_families() if found.search(text.english)] == []


def test_nobody_is_shouted_at():
    assert [text for text in everything() if "!" in text.english + text.danish] == []


def test_no_hole_is_bent():
    """A name takes no ending: Jens, Max and Liva need three different ones."""
    assert [text for text in everything() if BENT.search(text.english) or BENT.search(text.danish)] == []


@pytest.mark.parametrize("language", HE_OR_SHE)
def test_nobody_is_he_or_she(language):
    found = re.compile(HE_OR_SHE[language], re.IGNORECASE)
    said = {text: text.danish if language == "da" else text.english for text in everything()}

    assert [words for words in said.values() if found.search(words)] == []


@pytest.mark.parametrize("place", FOR_PROFESSIONALS)
def test_what_is_left_out_is_behind_a_door_that_no_family_opens(place):
    door = FOR_PROFESSIONALS[place]
    rules = {**cases.RULES, **mapping.RULES, **plan.RULES, **review.RULES, **notes.RULES}
    ways = next((ways for permission, ways in rules.items() if permission.value == door), [])

    assert Path(CHECKOUT / place).exists()
    staff = {"caseworker", "professional"}
    assert all(staff & {condition.__name__ for condition in way} for way in ways)
    assert ways or door.startswith("employed: ") or "FRONTS" in door


def test_each_single_exception_is_still_said():
    assert {
        text for text in ALSO_FOR_PROFESSIONALS if text not in {said.english for said in pages()}
    } == set()
