"""One table: what each page costs against the same page from memory, on both databases; then many writers."""

import os
import re
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median, quantiles
from typing import Any

import psycopg
from flask import Flask
from sqlalchemy import select

from portal.app import create_app
from portal.cases.models import Case
from portal.db.session import session
from portal.people.models import Person
from portal.plan.models import Agreement
from tests import factories as a
from tests.bench import phone, writers
from tests.bench.family import cookie_of, fill, full_plan
from tests.bench.load import CLIENT, SERVER, Answered, Server, ask, pin, serving
from tests.databases import PostgreSQL, Sqlite
from tests.settings_for_tests import KEY, settings_for_tests

ROUNDS = int(os.environ.get("ROUNDS", "7"))
TIMES, HANDS = 80, (2, 8, 32, 64)
BUDGETS = {"sqlite": {"page": 0.60, "poll": 2.0}, "postgresql": {"page": 0.40, "poll": 1.2}}
BUDGETED = ("front-page", "map")
MARK = re.compile(r'<data class="news"[^>]* value="([^"]+)"')


@dataclass
class Asked:
    """One question that is measured. `rung`: the question it is held against; `kind`: which budget it has."""

    path: str
    headers: dict[str, str] = field(default_factory=dict)
    rung: str = ""
    kind: str = ""
    status: int = 200
    runs: list[Answered] = field(default_factory=list)


@dataclass
class House:
    """A filled database with its people signed in. `planned`: a case with a full plan; `process`: that of
    PostgreSQL."""

    app: Flask
    case: Case
    planned: Case
    sara: Person
    mother: str
    caseworker: str
    told: dict[str, Any]
    process: int | None

    def questions(self, server: Server) -> dict[str, Asked]:
        """Every question, by what it is called in the table; a rung stands before what is held against it."""
        mine, hers = {"Cookie": self.mother}, {"Cookie": self.caseworker}
        old, new = self.mark(server), self.says_something() or self.mark(server)
        asked = {"hello": Asked("/rung/hello")}
        for name, (path, _cookie) in self.told["pages"].items():
            asked[f"{name}, from memory"] = Asked(f"/rung/{name}")
            told = hers if name == "waiting-list" else mine
            kind = "page" if name in BUDGETED else ""
            asked[name] = Asked(path, told, f"{name}, from memory", kind)
        news, rung = f"/cases/{self.case.id}/news", "map, from memory"
        asked["news, nothing new"] = Asked(news, {**mine, "If-None-Match": f'"{new}"'}, rung, "poll", 304)
        asked["news, something new"] = Asked(news, {**mine, "If-None-Match": f'"{old}"'}, rung)
        return asked

    def on_a_phone(self) -> dict[str, tuple[str, str]]:
        """The pages that a phone is asked about: a path, and whose cookie."""
        own = f"/cases/{self.case.id}"
        return {
            "before sign-in": ("/", ""),
            "front page": (f"{own}/", self.mother),
            "plan": (f"{own}/plan", self.mother),
        }

    def mark(self, server: Server) -> str:
        """The mark that her open page of the map carries now."""
        return MARK.findall(phone.fetched(server, f"/cases/{self.case.id}/map", self.mother).decode())[0]

    def says_something(self) -> None:
        a.entry(self.case, a.member(self.case, "Mette Vind", relation="moster"), "Noget nyt.")
        session.remove()


@contextmanager
def house(engine: str, folder: Path) -> Iterator[House]:
    cluster = PostgreSQL("bench") if engine == "postgresql" else None
    database = (cluster or Sqlite(folder)).fresh()
    app = create_app(settings_for_tests(database.url, folder))
    sara, karin, case = fill()
    planned = full_plan(sara, karin)
    mother, caseworker = cookie_of(app, sara), cookie_of(app, karin, "caseworker")
    pages = {
        "front-page": (f"/cases/{case.id}/", mother),
        "map": (f"/cases/{case.id}/map", mother),
        "full-plan": (f"/cases/{planned.id}/plan", mother),
        "its-log": (f"/cases/{planned.id}/plan/log", mother),
        "waiting-list": ("/waiting", caseworker),
    }
    told = {"url": database.url, "var": str(folder), "key": KEY, "looks": True, "pages": pages}
    session.remove()  # on SQLite it would keep the portal from writing
    yield House(app, case, planned, sara, mother, caseworker, told, process_of(cluster))
    session.remove()
    session.get_bind().dispose()
    if cluster:
        cluster.close()


def process_of(cluster: PostgreSQL | None) -> int | None:
    """The process of PostgreSQL that starts all others of it; from now on beside the portal on its core."""
    if cluster is None:
        return None
    with psycopg.connect(dbname="postgres") as inside:
        mine = inside.execute("SELECT pg_backend_pid()").fetchone()[0]
        stat = Path(f"/proc/{mine}/stat").read_text().rpartition(")")[2].split()
    pin(SERVER, int(stat[1]))
    return int(stat[1])


def measure(server: Server, asked: dict[str, Asked]) -> None:
    """All questions in turn, again and again: whatever else the machine does, it does to all of them."""
    for number in range(ROUNDS + 1):
        for one in asked.values():
            answered = ask(server, one.path, one.headers, TIMES)
            assert set(answered.statuses) == {one.status}, f"{one.path}: {answered.statuses}"
            if number:  # the first round warms up
                one.runs.append(answered)


def lines(engine: str, asked: dict[str, Asked]) -> Iterator[str]:
    for name, one in asked.items():
        took = [1000 * second for run in one.runs for second in run.took]
        cpu = median(run.cpu_ms for run in one.runs)
        rate = median(len(run.took) / run.seconds for run in one.runs)
        figures = f"{cpu:7.2f}{median(took):8.1f}{quantiles(took, n=20)[-1]:8.1f}{rate:8.0f}"
        yield f"{engine:<11}{name:<28}{figures}{against(engine, one, asked.get(one.rung))}"


def against(engine: str, one: Asked, rung: Asked | None) -> str:
    if rung is None:
        return ""
    ratio = median(r.cpu_ms / run.cpu_ms for r, run in zip(rung.runs, one.runs, strict=True))
    budget = BUDGETS[engine].get(one.kind)
    verdict = f"  (wanted {budget:.2f}{'' if ratio >= budget else ': MISSED'})" if budget else ""
    return f"{ratio:8.2f}{verdict}"


def without_looks(home: House, asked: dict[str, Asked]) -> dict[str, Asked]:
    """The pages once more where no look is written, to tell what the look costs."""
    kept = {name: one for name, one in asked.items() if name.startswith(("front", "map"))}
    return {
        name if "memory" in name else f"{name}, no look": Asked(one.path, one.headers, one.rung, one.kind)
        for name, one in kept.items()
    }


def many_hands(home: House) -> Iterator[str]:
    entry = a.entry(home.case, home.sara, "En sætning, som mange vil rette.")
    of_the_plan = select(Agreement).where(Agreement.case_id == home.planned.id)
    agreement, seat = session.scalars(of_the_plan).first(), a.seat(home.planned, home.sara).id
    session.expunge_all()
    cookies = [cookie_of(home.app, home.sara) for _ in range(max(HANDS))]
    session.remove()
    with serving({**home.told, "pages": {}}, workers=2) as server:
        for hands in HANDS:
            added = writers.add_sentences(server, home.case.id, cookies[:hands])
            changed = writers.change_one_sentence(server, entry, cookies[:hands])
            yield f"{hands:>3} hands: new sentences {added} | one sentence {changed}"
            added = writers.suggest_agreements(server, home.planned.id, seat, cookies[:hands])
            changed = writers.change_one_agreement(server, agreement, cookies[:hands])
            yield f"{hands:>3} hands on the plan: new agreements {added} | one agreement {changed}"


def run(engine: str, say: Callable[[str], None]) -> None:
    with tempfile.TemporaryDirectory() as folder, house(engine, Path(folder)) as home:
        with serving(home.told, database=home.process) as server:
            asked = home.questions(server)
            measure(server, asked)
            memory = server.memory()
            first = phone.weight(server, f"/cases/{home.case.id}/", home.mother)
            seen = list(phone.lighthouse(server, home.on_a_phone()))
        bare = without_looks(home, asked)
        with serving({**home.told, "looks": False}, database=home.process) as server:
            measure(server, bare)
        for line in [*lines(engine, asked), *(one for one in lines(engine, bare) if "memory" not in one)]:
            say(line)
        rung = against(engine, asked["map, from memory"], asked["hello"])
        say(f"{engine:<11}map from memory against hello{rung} (wanted 0.20)")
        say(f"{engine:<11}one worker {memory:.0f} MiB PSS (120 at most)")
        for line in many_hands(home):
            say(f"{engine:<11}{line}")
        weights = ", ".join(f"{name} {kb:.1f}" for name, kb in first.items())
        say(f"{engine:<11}first load, KB gzip: {weights}")
        for line in seen:
            say(f"{engine:<11}Lighthouse, phone, {line}")


if __name__ == "__main__":
    pin(CLIENT)
    print(f"{'':<39}{'CPU ms':>7}{'p50 ms':>8}{'p95 ms':>8}{'req/s':>8}{'ratio':>8}", flush=True)
    for engine in [os.environ["PORTAL_TEST_ONLY"]] if "PORTAL_TEST_ONLY" in os.environ else BUDGETS:
        if engine == "postgresql" and "PGHOST" not in os.environ:
            print("postgresql: not measured (make bench brings a cluster)")
        else:
            run(engine, lambda line: print(line, flush=True))
