"""What no picture shows: what does not stand any more, what is sealed, and people who are shielded."""

from datetime import timedelta

from portal.cases.models import Custody
from portal.db.session import session
from portal.ruler.models import Choice
from tests.ruler.conftest import A_TUESDAY


def test_not_knowing_and_not_saying_are_in_the_table_and_not_on_the_line(family, sees, clock):
    family.all_answer(clock, (4, 2, 4), (Choice.DO_NOT_KNOW, Choice.DECLINE, 4), (2, 2, 3))

    page = sees(family.sara)

    assert page.lines() == [1, 1, 2]
    for words in ("Ved ikke", "Vil ikke sige det"):
        assert any(words in row.get_text() for row in page.rows)


def test_an_answer_that_was_replaced_is_in_the_table_and_not_on_the_line(family, sees, clock):
    family.says(family.sara, 5, "Først troede jeg det.")
    family.all_answer(clock, (2, 2, 2), (2, 2, 2))

    page = sees(family.jonas)

    assert not any("trin 5" in mark for mark in page.marks())
    [replaced] = [row for row in page.rows if "Først troede jeg det." in row.get_text()]
    assert "Der er kommet et nyere svar" in replaced.get_text()


def test_sealed_answers_of_others_are_in_no_picture_and_my_own_is_marked(family, sees, clock):
    family.all_answer(clock, (2, 2, 2))
    family.says(family.sara, 3, "Kun mig endnu.")

    jonas, sara = sees(family.jonas), sees(family.sara)

    assert len(jonas.marks()) == 3
    assert "Kun mig endnu." not in jonas.page.says
    assert len(sara.marks()) == 4
    assert len(sara.figures[0].select(".at .closed")) == 1
    assert "Ikke åbnet endnu" in sara.key()
    assert "Ikke åbnet endnu" not in jonas.key()


def test_a_sealed_high_step_that_the_caseworker_reads_is_in_no_picture(family, sees, clock):
    """The picture is shown to the others at a meeting."""
    family.all_answer(clock, (2, 2, 2))
    family.says(family.sara, 5, "Han er væk.")

    karin = sees(family.karin)

    assert any("Han er væk." in row.get_text() for row in karin.rows)
    assert len(karin.marks()) == 3
    assert "trin 5" not in karin.described()


def test_a_parent_who_is_shielded_leaves_no_trace(family, sees, clock):
    family.a.shield(family.case, protected=family.sara, hidden_from=family.jonas)
    for step in (4, 1):
        family.says(family.sara, step, "Saras ord.")
        family.opens_all_answers()
        clock.shift(timedelta(days=7))
    assert sees(family.jonas).rows == []

    family.all_answer(clock, (4, 2, 4), (1, 2, 3))
    page = sees(family.jonas)

    assert page.key() == "Du Karin rådgiver"
    assert page.lines() == [1, 1]
    assert "Sara" not in page.page.says
    assert page.pictures[0].title.get_text().endswith("fra tirsdag den 23. marts til torsdag den 22. april")


def test_a_parent_sees_no_child_they_do_not_share(family, sees):
    family.case = family.a.case("Liva", "Noah", caseworker=family.karin)
    family.a.member(family.case, "Sara Holm", person=family.sara)
    noah = family.a.child(family.case, "Noah").id
    family.a.member(family.case, "Jonas Lind", person=family.jonas)
    seat = family.a.seat(family.case, family.jonas)
    session.query(Custody).filter_by(membership_id=seat.id, child_id=noah).one().to_date = A_TUESDAY.date()
    session.commit()

    page = sees(family.jonas, f"?child={noah}")

    assert page.html.select(".pick") == []
    assert "Noah" not in page.page.says.replace(f"child={noah}", "")
