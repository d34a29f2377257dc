"""*Skriv til Karin*: a plain question is sent as it is written, and promised an answer like anything else."""

from portal.access.actor import Role
from portal.access.models import NamedReader
from portal.cases.models import Case
from portal.db.session import session
from portal.review.models import Inquiry, Submission


def test_a_mother_asks_and_reads_the_answer_where_she_asked(a, as_):
    karin = a.caseworker()
    case = a.case("Emil", caseworker=karin)
    sara = as_(a.member(case))

    asked = sara.visit(f"/cases/{case.id}/inquire").send(words="Kan vi rykke mødet?").follow()

    assert "Kan vi rykke mødet?" in asked.says
    assert "Der er ikke svaret endnu." in asked.says
    assert session.query(Case).one().attention_at == session.query(Submission).one().promised_at
    inquiry = session.query(Inquiry).one()
    assert "Kan vi rykke mødet?" in as_(karin).visit(f"/cases/{case.id}/review").says
    as_(karin).visit(f"/cases/{case.id}/review/{inquiry.id}").send(words="Ja, til onsdag.")
    assert "Ja, til onsdag." in sara.visit(f"/cases/{case.id}/inquire").says
    assert session.query(Case.attention_at).scalar() is None, "the promise is kept"


def test_the_caseworker_and_the_stand_in_read_it_and_nobody_else(a, as_):
    karin, tom = a.caseworker(), a.caseworker("Tom Vestergaard")
    case = a.case(caseworker=karin, standin=tom)
    sara, jonas = a.member(case), a.member(case, "Jonas Lind", relation="far")

    page = as_(sara).visit(f"/cases/{case.id}/inquire")
    page.send(words="Hvem kan jeg tale med om Jonas?")

    assert "Karin og Tom kan læse det her." in page.says
    readers = {row.person_id for row in session.query(NamedReader)}
    assert readers == {karin.id, tom.id}
    for path in ("", "story", "inquire", "map"):
        assert "Hvem kan jeg tale med om Jonas?" not in as_(jonas).visit(f"/cases/{case.id}/{path}").says
    assert "Hvem kan jeg tale med" in as_(tom).visit(f"/cases/{case.id}/review").says


def test_a_grandmother_may_ask_too(a, as_):
    case = a.case()
    grandmother = as_(a.member(case, "Else Holm", Role.NETWORK_PERSON))

    assert grandmother.visit(f"/cases/{case.id}/inquire").send(words="Hvornår er det?").status == 303


def test_an_empty_question_is_not_sent(a, as_):
    case = a.case()

    page = as_(a.member(case)).visit(f"/cases/{case.id}/inquire").send(words=" ")

    assert page.status == 200
    assert "Skriv noget her" in page.says
    assert session.query(Inquiry).count() == 0


def test_a_caseworker_does_not_write_to_herself(a, as_):
    karin = a.caseworker()
    case = a.case(caseworker=karin)

    assert as_(karin).visit(f"/cases/{case.id}/inquire").status == 403


def test_a_question_is_not_sent_a_second_time_with_what_is_new(a, as_):
    case = a.case()
    sara = as_(a.member(case))
    sara.visit(f"/cases/{case.id}/inquire").send(words="Kan vi rykke mødet?")

    assert "Kan vi rykke mødet?" not in sara.visit(f"/cases/{case.id}/send").says
