"""An invitation on paper: the link alone. The code is said, and the paper names no child."""

from bs4 import BeautifulSoup

from portal.web.qr import qr, qr_drawing
from tests.browser import signed_in_as
from tests.network.around import at
from tests.network.guests import WORDS, around, code_on
from tests.paper.reading import Paper


def test_the_sheet_has_the_link_as_a_square_and_in_letters_and_never_the_code(a, app):
    here = around(a, app)
    sara = signed_in_as(app, here.sara)
    shown = sara.visit(at(here.case, here.else_, "invite")).send(**WORDS).follow()
    link, code = shown.response.html.find(id="link")["value"], code_on(shown)

    paper_at = next(one["href"] for one in shown.response.html.select('a[href$="invitation.pdf"]'))
    answer = sara.visit(paper_at).response
    paper = Paper(answer.body)

    assert answer.headers["Content-Disposition"] == "inline; filename=til-dig.pdf"
    assert (paper.pages, paper.title, paper.root["/Lang"]) == (1, "Til Else", "da")
    assert {"/H1", "/L", "/Figure", "/Link"} <= paper.tags
    assert paper.alternatives[0] == "En firkant til telefonens kamera"
    assert paper.links == [link]
    assert paper.has(link)
    assert paper.has("Sara siger en kode til dig i telefonen. Den står ikke her.")
    assert len(code) == 10
    for kept_off in (
        code,
        code[:4],
        code[4:],
        "Emil",
        WORDS["words"],
        WORDS["asked"],
        "Holm",
        here.case.number,
    ):
        assert not paper.has(kept_off), kept_off


def test_the_square_is_the_one_on_the_page():
    address = "https://portal.test/invitation/hemmelig"

    on_paper, on_page = (BeautifulSoup(made(address), "html.parser") for made in (qr_drawing, qr))

    assert [path["d"] for path in on_paper("path")] == [path["d"] for path in on_page("path")]


def test_nobody_prints_it_who_does_not_have_the_link(a, app):
    here = around(a, app)
    sara = signed_in_as(app, here.sara)
    shown = sara.visit(at(here.case, here.else_, "invite")).send(**WORDS).follow()
    paper_at = next(one["href"] for one in shown.response.html.select('a[href$="invitation.pdf"]'))
    jonas, stranger = a.member(here.case, "Jonas Lind", relation="far"), a.member(a.case("Ida"), "Bo Friis")

    for person in (here.karin, jonas):
        page = signed_in_as(app, person).visit(paper_at).follow()
        assert page.path.endswith("/link")
        assert not page.response.html.find(id="link")
    assert signed_in_as(app, stranger).visit(paper_at).status == 404


def test_whoever_must_use_mitid_is_told_of_mitid_on_paper_and_of_no_code(a, app):
    here = around(a, app)
    sara = signed_in_as(app, here.sara)
    shown = sara.visit(at(here.case, here.else_, "invite")).send(**WORDS, birthdate="1958-06-21").follow()

    paper_at = next(one["href"] for one in shown.response.html.select('a[href$="invitation.pdf"]'))
    paper = Paper(sara.visit(paper_at).response.body)

    assert paper.has("Så logger du ind med dit eget MitID.")
    assert not paper.has("kode")
