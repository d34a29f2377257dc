"""Anything people write can be printed, as words and nothing but words."""

import threading
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.paper import press
from portal.paper.letters import UNKNOWN, families, printable
from portal.paper.press import CannotPrint, Sheet, Words, print_pdf
from tests.paper.reading import Paper

SINCE = datetime(2026, 2, 3, 12, tzinfo=UTC)
ODD = [
    "#panic(1)",
    "*fed* _skrå_ `kode` @ref <her>",
    "$x^2$ \\ ] } ) \" ' //",
    '#read("/etc/passwd")',
    '"); #import "@preview/x:1.0.0"',
    "<b>fed</b>&amp;<script>",
    "= Overskrift\n- punkt\n+ tal",
    "Ærø Çağlar Łukasz Dağ Đorđe Þór Nguyễn Київ Αθήνα",
    "فاطمة تأخذ إميل من المدرسة",
    "En 🙂 og et ❤️ og 👍🏽",
    "e\u0301 \u0301x 🙂\u0301",
    "\ufeff\u202eabc\u2066\u0000\u00ad\u200b",
    "",
    " ",
]


def item(words: str, *names: str, **more: Any) -> dict[str, Any]:
    who = [{"name": name, "mark": place} for place, name in enumerate(names, 1)]
    return {"words": Words(words, "da"), "who": who, "short": words[:60], "more": [], **more}


def week(*items: dict[str, Any], calls: int = 0, **changed: Any) -> Sheet:
    told = {
        "lead": "Gælder fra 3. februar.",
        "heads": ["Hvilken dag", "Gør hvad", "Hvem"],
        "rows": [{"day": "Mandag", "items": list(items)}],
        "no_room": "Det her mangler:",
        "and_more": [f"og {number} til" for number in range(1, len(items) + 1)],
        "calls_head": "Vi kan ringe til",
        "calls": [{"name": "Karin", "number": "10 20 30 41"}] * calls,
        "foot": "Printet 4. februar.",
    }
    sheet = {"title": "Vores uge", "language": "da", "since": SINCE, "gap": "� er et hul."}
    return Sheet(layout="week", shown=told, **{**sheet, **changed})


def read(sheet: Sheet) -> Paper:
    return Paper(print_pdf(sheet))


def test_a_screen_reader_finds_language_title_and_the_parts_of_the_sheet():
    paper = read(week(item("Mor læser højt.", "Sara"), calls=1))

    assert paper.root["/Lang"] == "da"
    assert paper.title == "Vores uge"
    assert paper.root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert paper.root["/MarkInfo"]["/Marked"]
    assert {"/Table", "/TH", "/TR", "/TD", "/H1"} <= paper.tags
    assert "<pdfuaid:part>1</pdfuaid:part>" in paper.claims


@pytest.mark.parametrize("text", ODD)
def test_what_people_write_is_printed_as_it_stands_and_is_never_a_command(text):
    more = [{"label": text, "words": Words(text, text)}]

    paper = read(week(item(text, text, more=more)))

    assert paper.pages == 1
    if text.isascii():
        assert paper.has(text)


def test_a_name_without_spaces_and_five_hundred_letters_long_stays_on_the_sheet():
    paper = read(week(item("W" * 500, "W" * 500)))

    assert paper.pages == 1
    assert paper.has("W" * 500)


def test_every_letter_of_the_list_can_be_printed_thin_and_bold():
    latin, arabic, pictures = (
        "".join(sorted(one for one in family - {UNKNOWN} if printable(one) == one)) for family in families()
    )
    assert len(latin) > 900
    assert len(arabic) > 240
    assert len(pictures) > 100

    paper = read(week(*(item(text, text) for text in (latin, arabic, pictures))))

    assert not paper.has("er et hul")


def test_a_sign_no_font_of_ours_holds_leaves_a_gap_that_is_explained():
    paper = read(week(item("Hun siger 好 til os.")))

    assert paper.has(f"Hun siger {UNKNOWN} til os.")
    assert paper.has("er et hul")
    assert not read(week(item("Hun siger godt til os."))).has("er et hul")


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=200))
def test_there_is_no_text_that_cannot_be_printed(text):
    assert read(week(item(text, text, short=text))).pages == 1


def test_words_in_arabic_read_from_the_right():
    assert press._plain(Words("فاطمة تأخذ إميل", "ar"), "da")["direction"] == "rtl"
    assert press._plain(Words("12 Emil", "da"), "da")["direction"] == "ltr"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ar", "فاطمة تأخذ إميل من المدرسة يوم الثلاثاء"),
        ("fa", "مادر می\u200cگوید پچژگ"),
        ("ku", "ڕۆژێک لەگەڵ دایکم"),
        ("ur", "میں ٹھیک ہوں اور یہاں بڑے"),
    ],
)
def test_words_from_the_right_are_told_letter_by_letter_as_they_were_written(language, text):
    paper = read(week({**item("", ""), "words": Words(text, language), "who": []}))

    glyphs = "".join(reversed(paper.glyphs))

    assert text.replace("\u200c", "").replace(" ", "") in glyphs.replace("\u200c", "").replace(" ", "")
    assert language in paper.languages


def test_arabic_letters_are_joined():
    apart = read(week(item("\u200cس\u200c س")))
    joined = read(week(item("سسس")))

    assert apart.shapes_of("س") == 1
    assert joined.shapes_of("س") == len(("first", "middle", "last"))


def test_the_same_sheet_has_the_same_bytes_on_any_day():
    first = print_pdf(week(item("Mor læser højt.", "Sara")))
    press._fonts.cache_clear()

    assert print_pdf(week(item("Mor læser højt.", "Sara"))) == first
    assert Paper(first).reader.metadata.creation_date == SINCE


@pytest.mark.parametrize("number", [1, 3, 12, 25])
def test_agreements_of_usual_length_stand_on_one_page_all_of_them(number):
    items = [item(f"{n}: Else henter Emil kl. 14, og vi spiser.", "Else", "Sara") for n in range(number)]

    paper = read(week(*items, calls=3))

    assert paper.pages == 1
    assert all(paper.has(f"{n}: Else henter") for n in range(number))
    assert not paper.has("mangler")


@pytest.mark.parametrize(("number", "length"), [(2, 9000), (40, 400), (60, 120), (200, 60)])
def test_what_there_is_no_room_for_is_named_and_nothing_is_cut_in_silence(number, length):
    items = [item(f"Nr{n}. " + "ord " * (length // 4), "Sara") for n in range(number)]

    paper = read(week(*items, calls=3))

    kept = [n for n in range(number) if paper.has(f"Nr{n}." + "ord" * (length // 4))]
    assert paper.pages == 1
    assert paper.has("Det her mangler:")
    assert kept == list(range(len(kept)))
    assert paper.has(f"Det her mangler:\N{EN DASH} Nr{len(kept)}.")
    unnamed = number - len(kept) - 8
    assert unnamed <= 0 or paper.has(f"og {unnamed} til")


def test_two_people_print_at_once_and_each_gets_their_own():
    printed: dict[str, list[Paper]] = {"Sara": [], "Jonas": []}

    def prints(name: str) -> None:
        for _again in range(10):
            printed[name].append(read(week(item(f"Kun {name}", name))))

    people = [threading.Thread(target=prints, args=[name]) for name in printed]
    for one in people:
        one.start()
    for one in people:
        one.join()

    assert all(paper.has("Kun Sara") and not paper.has("Jonas") for paper in printed["Sara"])
    assert all(paper.has("Kun Jonas") and not paper.has("Sara") for paper in printed["Jonas"])
    assert [len(papers) for papers in printed.values()] == [10, 10]


def test_a_sheet_that_breaks_tells_the_log_nothing_of_its_words(capsys):
    broken = week(item("KANARIE"), language="da")
    broken.shown["rows"] = "KANARIE"

    with pytest.raises(CannotPrint) as told:
        print_pdf(broken)

    logged = capsys.readouterr().out
    assert "could not be printed" in logged
    assert "KANARIE" not in logged + str(told.value)


def test_a_press_that_is_stuck_is_not_waited_for(monkeypatch):
    goes_on = threading.Event()
    monkeypatch.setattr(press, "PATIENCE_SECONDS", 0.01)
    monkeypatch.setattr(press, "_compiled", lambda _sheet: goes_on.wait(30))

    try:
        with pytest.raises(CannotPrint):
            print_pdf(week(item("Mor læser højt.")))
    finally:
        goes_on.set()
