"""What is for few of a family: breaches, secrets, notes, lines of the network log, a wish for help."""

from portal.demo.coming import keeps_secret
from portal.demo.noting import writes_note
from portal.demo.observing import logs
from portal.demo.telling import Told, at
from portal.plan.models.log import Mark
from portal.probe import acts, breaking
from portal.probe.canaries import Canaries
from portal.probe.family import MOTHERS, PARENTS, STAFF


# fmt: off (one act, one paragraph)
def broken(k: Canaries) -> list[Told]:
    """What was not kept, read by no parent when a child says it; and an answer under seal."""
    asked = f"mother network {STAFF}"
    return [
        at("w2 tue 10:00", breaking.reports, "child", k("broken", "child", f"child {STAFF}")),
        at("w2 tue 10:10", breaking.reports, "mother", k("broken", "mother", f"mother {STAFF}")),
        at("w2 tue 10:20", breaking.asks_to_try, STAFF, ["mother", "network"], k("drill", "mother", asked),
           key="drill"),
        at("w2 tue 10:30", breaking.would_do, "network", "drill", k("drilled", "network", "network")),
    ]


def for_few(k: Canaries) -> list[Told]:
    """What must not reach those whom somebody is hidden from; what the family is not shown now; the network
    log; and what one who has no seat any more asks for alone."""
    hers, his = f"network {MOTHERS}", f"both {PARENTS}"
    reasons = {"heard_from": k("heard", STAFF, STAFF), "because": k("because", STAFF, STAFF),
               "decided_by": k("decided", STAFF, STAFF)}
    return [
        at("w2 tue 09:00", keeps_secret, "mother", "other", k("secret", "mother", MOTHERS)),
        at("w2 tue 10:00", writes_note, STAFF, k("observed", STAFF, STAFF), **reasons),
        at("w2 tue 20:00", logs, "network", "agreed", Mark.KEPT, k("log", "network", hers)),
        at("w2 tue 20:10", logs, "both", "his rule", Mark.NOT_KEPT, k("log", "both", his)),
        at("w2 tue 20:20", logs, "guest", "guests", Mark.UNSURE, k("log", "guest", f"guest {MOTHERS}")),
        at("w1 wed 10:00", acts.asks_for_help, "removed", STAFF, k("wish", "removed", f"removed {STAFF}"),
           k("worry", "removed", f"removed {STAFF}")),
    ]


# fmt: on
