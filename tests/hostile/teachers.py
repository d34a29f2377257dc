"""Professionals who come on a yes: one who is asked about, one who was said yes to, one whose yes is gone."""

from typing import Any

from portal.cases import queries, service
from tests import factories as a
from tests.cases.seats import named


def asked_about(case: Any, karin: Any, sara: Any) -> None:
    for name in ("Hanne", "Grete", "Jytte"):
        seat, _token = named(case, karin, name, on=())
        actor = a.actor(case, sara)
        if name == "Hanne":
            continue
        asked = queries.find_asked_about(actor, seat.id)
        assert asked is not None
        yes = service.agree_to_term(actor, asked, "Ja.")
        if name == "Jytte":
            service.take_term_back(actor, yes)
