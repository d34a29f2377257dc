"""Karin's meetings with Sara, Jonas and Else, on the screens; all of them want to be told."""

from datetime import UTC, datetime, timedelta

from portal.access.actor import Role
from tests.messages.conftest import wants

MONDAY = datetime(2026, 3, 9, 9, tzinfo=UTC)
DAY = timedelta(days=1)
PLACE, ABOUT, WHY = "Biblioteket, lokale 4", "Hvordan aftenerne går.", "Karin er syg."
ON_FRIDAY = {"words": ABOUT, "day": "2026-03-13", "clock": "14:30", "minutes": "60", "place": PLACE}


class Around:
    """Karin and her stand-in Tom, Sara, Jonas and Else in one case, all of whom want to be told."""

    def __init__(self, a, as_):
        self.a = a
        self.karin, self.tom = wants(a.caseworker()), wants(a.caseworker("Tom Dahl"))
        self.case = a.case(caseworker=self.karin, standin=self.tom)
        self.sara, self.jonas = wants(a.member(self.case)), wants(a.member(self.case, "Jonas Lind"))
        self.else_ = wants(a.member(self.case, "Else Holm", Role.NETWORK_PERSON))
        self.as_ = lambda who: as_(getattr(self, who))
        self.place = f"/cases/{self.case.id}/meetings"

    def visit(self, who, path):
        return self.as_(who).visit(f"{self.place}/{path}")

    def call(self, *called, by="karin"):
        """Call these to a meeting on Friday, on the screen; where it is read."""
        seats = [self.a.seat(self.case, getattr(self, one)).id for one in called]
        answer = self.visit(by, "call").send(**ON_FRIDAY, seats=seats)
        return answer.follow().path.rsplit("/", 1)[1]
