"""A ruler is one file that people write: read right, written back the same, refused with line and name."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.ruler.queries import findings
from portal.ruler.routes.faults import of_check, of_file
from portal.ruler.service import SHIPPED, NotARuler, file_of, shipped, understood
from portal.ruler.service.loading import DATA
from portal.ruler.service.yaml_file import as_file
from portal.ruler.service.yaml_text import read

THREE = (DATA / "tre_farver.yaml").read_text(encoding="utf-8")


def changed(old: str, new: str) -> str:
    assert old in THREE
    return THREE.replace(old, new, 1)


def without(begins: str) -> str:
    return "\n".join(line for line in THREE.splitlines() if not line.strip().startswith(begins))


@pytest.mark.parametrize("name", SHIPPED)
def test_every_ruler_that_comes_with_the_portal_is_whole_and_is_written_back_the_same(name):
    ruler = shipped(name)

    assert findings(ruler) == []
    assert understood(file_of(ruler)) == ruler
    assert all(step.face and step.partners for step in ruler.steps)


def test_the_default_ruler_says_what_one_may_see_at_every_age_from_before_birth_to_22():
    bands = shipped("boernelinealen").age_bands

    assert [band.key for band in bands] == ["unborn", "0-11m", "1-2", "3-5", "6-9", "10-14", "15-17", "18-22"]
    for band in bands:
        assert set(band.signs) == {"green", "yellow", "red"}
        assert all(len(signs["da"]) == len(signs["en"]) == 3 for signs in band.signs.values())


TEXT = st.text(
    st.characters(codec="utf-8", exclude_categories=("C", "Zl", "Zp")), max_size=30
) | st.sampled_from(
    [
        "yes",
        "- x",
        "a: b",
        "#1",
        "it's",
        'say "x"',
        "one\ntwo",
        "\\n",
        " x ",
        "[a]",
        "0-11m",
        "word " * 40 + "end",
    ]
)
TREES = st.recursive(
    TEXT,
    lambda inside: st.lists(inside, max_size=3) | st.dictionaries(TEXT.filter(bool), inside, max_size=3),
)


@settings(max_examples=40)
@given(st.dictionaries(TEXT.filter(bool), TREES, min_size=1, max_size=4))
def test_what_is_written_is_read_back_the_same(told):
    text = as_file(told)

    assert read(text).plain == told


NAME = "name: Trivsel i tre farver"
BROKEN = {
    "a tab": ("  green: 180", "\tgreen: 180", "tabulator"),
    "a line too far in": (NAME, f"   {NAME}", "for langt inde"),
    "no colon": ("child_from_age: 10", "child_from_age 10", "child_from_age 10"),
    "a colon in a text": (NAME, "name: Trivsel: i tre farver", "kolon i teksten"),
    "a name that stands twice": ("blind_first: yes", "name: Igen", "to gange: name"),
    "a quotation mark that never ends": ('colour: "#1B7F3B"', 'colour: "#1B7F3B', "citationstegn"),
    "a list that never ends": ("languages: [da, en]", "languages: [da, en", "kantede parenteser"),
    "a sign nobody knows": (NAME, 'name: "\\q"', "tegnet \\q"),
    "an anchor": (NAME, "name: &x Trivsel", "begynde med &"),
    "a name that is misspelt": ("blind_first: yes", "blind_frist: yes", "blind_frist: Vi kender ikke"),
    "neither way": ("direction: good_to_bad", "direction: up", "kun stå: good_to_bad, bad_to_good"),
    "a key with spaces": ("key: tre-farver", "key: Tre farver", "små bogstaver"),
    "a zone nobody knows": ("- zone: yellow", "- zone: gul", "steps 2 / zone"),
    "a colour in words": ('colour: "#F5C400"', "colour: gul", "steps 2 / colour: Skriv en farve"),
    "a face too many": ("face: 5", "face: 6", "Grænsen er 5"),
    "no number": ("  green: 180", "  green: ofte", "follow_up_days / green: Her skal stå et helt tal"),
    "a number without end": ("  green: 180", f"  green: {'9' * 5000}", "Her skal stå et helt tal"),
    "a list for a yes": ("blind_first: yes", "blind_first: [yes]", "blind_first: Skriv yes eller no"),
    "neither yes nor no": ("blind_first: yes", "blind_first: måske", "blind_first: Skriv yes eller no"),
    "one step": (f"steps:{THREE.partition('steps:')[2]}", "steps:\n  - zone: red\n", "mangler"),
    "an alert off the ruler": ("from_step: 3", "from_step: 4", "alert / from_step: Det skal være et trin"),
    "nobody to tell": ("to: [caseworker, standin]", "to: []", "alert / to"),
    "a language twice": ("languages: [da, en]", "languages: [da, da]", "Det samme står der to gange"),
    "not about the child": ("dimensions: [child, parental_care]", "dimensions: [parental_care]", "om barnet"),
    "texts for nobody we know": ("      family:", "      naboen:", "steps 1 / texts / naboen"),
    "a text that is a list": ("name: Det går godt", "name: [a, b]", "Her skal stå en tekst"),
    "a file that says nothing": (THREE, "# intet\n", "Filen er tom."),
    "only a list": (THREE, "- a\n- b\n", "navne med værdier"),
}


@pytest.mark.parametrize("wrong", BROKEN)
def test_a_broken_file_is_refused_with_its_line_and_field_in_the_readers_language(wrong):
    old, new, says = BROKEN[wrong]
    line = THREE[: THREE.index(old)].count("\n") + 1

    with pytest.raises(NotARuler) as refused:
        understood(changed(old, new))

    told = [of_file(fault, "da") for fault in refused.value.faults]
    assert any(one.startswith(f"Linje {line}") and says in one for one in told) or "\n" in new, told
    assert any(says in one for one in told), told
    assert of_file(refused.value.faults[0], "en").startswith("Line ")


UNFINISHED = {
    "a text": (
        changed("name: Det går godt", 'name: ""'),
        "steps 1 / texts / family / da / name: En tekst mangler",
    ),
    "a whole language": (changed("[da, en]", "[da, en, ar]"), "steps 1 / texts / professional / ar / name"),
    "Danish": (changed("[da, en]", "[en]"), "languages: Dansk mangler"),
    "how often": (without("yellow: 90"), "mangler for gul"),
    "letters one can read": (changed("#F5C400", "#777777"), "steps 2 / colour: Bogstaverne er svære at læse"),
    "whoever has the list": (changed("to: [caseworker, standin]", "to: [standin]"), "Tilføj rådgiveren"),
    "the order of zones": (changed("- zone: green", "- zone: red"), "Trin 2 er bedre"),
    "the order of faces": (changed("face: 5", "face: 1"), "trin 3 er gladere"),
    "a face": (changed("    face: 5\n", ""), "Vælg et ansigt"),
    "two names": (changed("name: Noget er svært", "name: Det går godt"), "hedder det samme: Det går godt"),
    "something to fill in": (changed("%(child)s er glad og tryg", "%(barn)s er glad"), "%(barn)s"),
}


@pytest.mark.parametrize("lacking", UNFINISHED)
def test_what_a_ruler_lacks_before_it_can_be_published_is_said_one_by_one(lacking):
    text, says = UNFINISHED[lacking]

    assert any(says in of_check(found, "da") for found in findings(understood(text)))


def test_ages_that_leave_a_gap_are_found():
    text = (
        (DATA / "boernelinealen.yaml")
        .read_text(encoding="utf-8")
        .replace("from_months: 36", "from_months: 40")
    )

    assert [found.why for found in findings(understood(text))] == ["age_gap"]
