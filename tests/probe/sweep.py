"""One walk through every address as everybody: what each got, and which canaries each met."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field

from portal.probe.canaries import found_in
from tests.paper.reading import Paper
from tests.probe.addresses import Address, inside, outside
from tests.probe.people import World


@dataclass
class Walk:
    """`got`: the status by family ("" outside of cases), address and person. `met`: where each person met
    each canary first. `broken`: answers that were faults of ours."""

    got: dict[tuple[str, str], dict[str, int]] = field(default_factory=lambda: defaultdict(dict))
    met: dict[str, dict[str, str]] = field(default_factory=lambda: defaultdict(dict))
    broken: list[str] = field(default_factory=list)

    def forbidden(self, world: World) -> list[str]:
        """Who met what, and where, though it does not stand by hand that they may."""
        return sorted(
            f"{who} met {text} at {where}"
            for who, found in self.met.items()
            for text, where in found.items()
            if text not in world.may_see(who)
        )

    def visit(self, world: World, family: str, address: Address, who: str) -> None:
        asks = world.asks_for_news(family) if address.view == "cases.news" else None
        answer = world.browsers[who].http.get(address.path, headers=asks, expect_errors=True)
        self.got[family, str(address)][who] = answer.status_int
        if answer.status_int == 500:
            self.broken.append(f"{who} at {address}")
        for text in found_in(said(answer)):
            self.met[who].setdefault(text, address.path)


def said(answer: object) -> str:
    """Everything an answer says: its headers too, and what is printed on a sheet of paper."""
    headers, body = str(answer.headers), answer.body  # type: ignore[attr-defined]
    if answer.content_type != "application/pdf":  # type: ignore[attr-defined]
        return headers + body.decode()
    paper = Paper(body)
    return f"{headers} {paper.says} {paper.title} {paper.claims}"


def walk_outside(world: World, walked: Walk) -> None:
    """Everybody goes to every address that belongs to no case."""
    for address in outside(world.app):
        for who in world.browsers:
            walked.visit(world, "", address, who)


def walk_inside(world: World, walked: Walk, family: str, *, deep: Collection[str] = ()) -> None:
    """Everybody goes to every page of a case, and to one thing of each kind in it; those in `deep` to every
    single thing. (To anybody without a seat the case itself is not there, whatever the thing.)"""
    addresses = inside(world.app, world.told[family])
    first = {address.view: address for address in reversed(addresses)}
    for who in world.browsers:
        for address in addresses:
            if who in deep or not address.deep or first[address.view] is address:
                walked.visit(world, family, address, who)
