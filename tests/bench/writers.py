"""Many hands that write at once, through the forms of the pages. What was answered, and what is there."""

import http.client
import re
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from urllib.parse import urlencode
from uuid import UUID

from sqlalchemy import func, select

from portal.access.models import Contribution
from portal.db.session import session
from portal.mapping.models import MapEntry
from portal.plan.models import Agreement
from tests.bench.load import Server

HIDDEN = re.compile(r'<input type="hidden"[^>]*>|<input[^>]*type="hidden"[^>]*>')
NAME, VALUE = re.compile(r'name="([^"]*)"'), re.compile(r'value="([^"]*)"')
WRITES = 128


@dataclass
class Written:
    """How many saves were answered with what, and how many of those said to be saved are not there."""

    statuses: Counter[int]
    lost: int

    def __str__(self) -> str:
        told = ", ".join(f"{count} x {status}" for status, count in sorted(self.statuses.items()))
        return f"{told}; lost {self.lost}"


def fill_in(server: Server, path: str, cookie: str, **words: str) -> int:
    """Open a form, fill it in and send it, as a browser without scripts does; the status of the answer."""
    line = http.client.HTTPConnection("127.0.0.1", server.port, timeout=120)
    line.request("GET", path, headers={"Cookie": cookie})
    answer = line.getresponse()
    page, given = answer.read().decode(), answer.getheader("Set-Cookie")
    form = page[page.index("<main") :]
    fields = {NAME.search(one)[1]: VALUE.search(one)[1] for one in HIDDEN.findall(form)}
    told = {"Cookie": given.partition(";")[0] if given else cookie}
    told["Content-Type"] = "application/x-www-form-urlencoded"
    line.request("POST", path, urlencode({**fields, **words}), told)
    answer = line.getresponse()
    answer.read()
    return answer.status


def add_sentences(server: Server, case_id: UUID, cookies: list[str]) -> Written:
    """Each hand puts sentences of its own on the map of one case."""
    path, each = f"/cases/{case_id}/map/add/works", max(1, WRITES // len(cookies))
    mark = f"{len(cookies)} hænder"

    def hand(number: int) -> list[int]:
        words = (f"{mark}, nummer {number}, gang {time}" for time in range(each))
        answers = {"category": "strength", "audience": "in_case"}
        return [fill_in(server, path, cookies[number], words=one, **answers) for one in words]

    statuses = together(hand, len(cookies))
    session.remove()
    wrote = MapEntry.words.like(f"{mark},%")
    there = session.scalar(select(func.count()).select_from(MapEntry).where(wrote))
    session.remove()
    return Written(statuses, statuses[303] - there)


def change_one_sentence(server: Server, entry: MapEntry, cookies: list[str]) -> Written:
    """One author on many phones changes one sentence: each is saved, or is shown what stands there now."""
    path, before = f"/cases/{entry.case_id}/map/{entry.id}/reword", revision(entry.id)
    statuses = together(
        lambda number: [fill_in(server, path, cookies[number], words=f"Ny ordlyd {number}.")], len(cookies)
    )
    return Written(statuses, statuses[303] - (revision(entry.id) - before))


def suggest_agreements(server: Server, case_id: UUID, seat_id: UUID, cookies: list[str]) -> Written:
    """Each hand suggests agreements of its own for one plan."""
    path, each = f"/cases/{case_id}/plan/propose", max(1, WRITES // len(cookies))
    mark = f"{len(cookies)} hænder"

    def hand(number: int) -> list[int]:
        words = (f"{mark}, nummer {number}, gang {time}" for time in range(each))
        return [fill_in(server, path, cookies[number], words=one, doers=str(seat_id)) for one in words]

    statuses = together(hand, len(cookies))
    session.remove()
    wrote = Agreement.words.like(f"{mark},%")
    there = session.scalar(select(func.count()).select_from(Agreement).where(wrote))
    session.remove()
    return Written(statuses, statuses[303] - there)


def change_one_agreement(server: Server, agreement: Agreement, cookies: list[str]) -> Written:
    """One author on many phones words one agreement anew, as with a sentence. No two say the same, nor what
    stands there from the round before: that would be answered with success, and change nothing."""
    path, before = f"/cases/{agreement.case_id}/plan/{agreement.id}/reword", revision(agreement.id)
    mark = f"af {len(cookies)}"
    statuses = together(
        lambda number: [fill_in(server, path, cookies[number], words=f"Ny ordlyd {number} {mark}.")],
        len(cookies),
    )
    return Written(statuses, statuses[303] - (revision(agreement.id) - before))


def revision(thing_id: UUID) -> int:
    session.remove()
    now = session.scalars(select(Contribution.revision).where(Contribution.id == thing_id)).one()
    session.remove()
    return now


def together(hand: object, hands: int) -> Counter[int]:
    with ThreadPoolExecutor(hands) as pool:
        return Counter(status for statuses in pool.map(hand, range(hands)) for status in statuses)
