"""Emil is eleven and has no MitID: his family, Karin who has the case, and his phone."""

from tests.browser import Browser, signed_in_as

CODE, OTHER = "4071", "8253"
DOES_NOT_FIT = "Det passer ikke."


class Home:
    """Emil's family, Karin who has the case, and Emil's phone."""

    def __init__(self, a, app):
        self.app, self.karin = app, a.caseworker()
        self.case = a.case(caseworker=self.karin)
        self.sara = a.member(self.case)
        self.front = f"/cases/{self.case.id}/"
        self.page = f"{self.front}children/{a.child(self.case).id}/place"
        self.phone = Browser(app)

    def as_(self, person):
        return signed_in_as(self.app, person)

    def link(self):
        """What Karin's screen shows for Emil's phone."""
        shown = self.as_(self.karin).visit(self.page).send().follow()
        return shown.response.html.find(id="link")["value"].removeprefix("https://portal.test")

    def comes_in(self, code=CODE):
        assert self.phone.visit(self.link()).send(code=code, again=code).status == 303
        return self.phone

    def comes_back(self, code=CODE):
        return self.phone.visit("/child").send(code=code)

    def goes(self):
        form = self.phone.visit(self.front).response.forms
        next(one for one in form.values() if one.action == "/sign-out").submit()
