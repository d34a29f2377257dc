"""How a probe family begins: who comes, what they are called, the map, and the network.

Mother and father live apart, and the mother is hidden from the father: her words, her people, her places, and
the child that is hers alone. Behind each text stands who may see it, said by hand from the rules in
`portal.access.visibility` and from what a page is for. Nobody else may meet it, on any page, sheet or
message. `k` gives the texts out.
"""

from portal.demo.coming import (
    comes,
    gives_young_person_a_seat,
    invites,
    invites_parent,
    names,
    says_yes_to,
    shields,
)
from portal.demo.saying import keeps_map, names_danger, sees_it_differently, stands, writes
from portal.demo.telling import Told, at
from portal.mapping.models import Category
from portal.network.models import Circle
from portal.probe import acts
from portal.probe.canaries import Canaries

STAFF = "caseworker"
PARENTS = f"mother father {STAFF}"
MOTHERS = f"mother {STAFF}"
FATHERS = f"father {STAFF}"
ALL_BUT_FATHER = f"mother child network guest both support teacher {STAFF}"
ALL = f"father {ALL_BUT_FATHER}"


def beginning(k: Canaries) -> list[Told]:
    parts = (_coming, _names, _map, _only_for_some, _network, _network_comes)
    return [told for part in parts for told in part(k)]


# fmt: off (one act, one paragraph)
def _coming(k: Canaries) -> list[Told]:
    one = k("firstname", "child", ALL)
    other = k("firstname", "sibling", ALL_BUT_FATHER)
    return [
        at("w9 mon 09:00", acts.opens_alone, STAFF, [one, other]),
        at("w9 mon 09:05", acts.tells_number, STAFF, k("phone", "caseworker", ALL)),
        at("w9 mon 09:10", writes, STAFF, Category.STRENGTH, k("early", "caseworker", STAFF)),
        at("w9 mon 09:20", invites_parent, STAFF, "mother", "mor", [one, other],
           k("letter", "mother", MOTHERS)),
        at("w9 mon 09:30", invites_parent, STAFF, "father", "far", [one], k("letter", "father", FATHERS)),
        at("w9 mon 09:31", shields, STAFF, "mother", "father", k("reason", "shield", STAFF)),
        at("w9 mon 20:00", comes, "mother"),
        at("w9 tue 09:10", writes, STAFF, Category.STRENGTH, k("before", "father", MOTHERS)),
        at("w9 wed 20:00", comes, "father"),
        at("w9 thu 15:00", gives_young_person_a_seat, STAFF, "child", "ung",
           k("letter", "child", f"child {STAFF}")),
        at("w9 thu 16:00", comes, "child"),
        at("w9 fri 10:00", acts.asks_support, "mother", "support", "bisidder for mor",
           k("letter", "support", f"support {STAFF}")),
        at("w9 fri 10:10", acts.asks_teacher, STAFF, "teacher", k("purpose", "teacher", f"teacher {PARENTS}"),
           k("law", "teacher", PARENTS), k("letter", "teacher", f"teacher {STAFF}")),
        at("w9 fri 10:20", comes, "support"),
        at("w9 fri 10:30", comes, "teacher"),
    ]


def _names(k: Canaries) -> list[Told]:
    """The names are told beforehand, by the pretend MitID; here stands who may see them."""
    k("name", "mother", ALL_BUT_FATHER)
    k("name", "father", ALL)
    k("name", "child", f"child {PARENTS}")
    k("name", "teacher", f"teacher {PARENTS}")
    k("name", "support", f"support {MOTHERS}")
    k("name", "network", f"network {PARENTS}")
    k("name", "removed", f"removed {PARENTS}")
    return [
        at("w9 fri 11:00", acts.tells_number, "mother", k("phone", "mother", MOTHERS)),
        at("w9 fri 11:01", acts.tells_number, "father", k("phone", "father", FATHERS)),
        at("w9 fri 11:02", acts.tells_number, "child", k("phone", "child", f"child {STAFF}")),
        at("w9 fri 11:03", acts.wants_mail, "mother", k("mail", "mother", "mother") + "@prove.example"),
        at("w9 fri 11:04", acts.wants_mail, "father", k("mail", "father", "father") + "@prove.example"),
    ]


def _map(k: Canaries) -> list[Told]:
    return [
        at("w8 mon 10:00", writes, "mother", Category.STRENGTH, k("said", "mother", MOTHERS), key="hers"),
        at("w8 mon 10:10", writes, "father", Category.PAST_HARM, k("said", "father", PARENTS), key="his",
           happened=k("happened", "father", PARENTS), seen_by=k("seenby", "father", PARENTS),
           effect=k("effect", "father", PARENTS)),
        at("w8 mon 10:20", writes, STAFF, Category.STRENGTH, k("said", "caseworker", PARENTS), key="staffs"),
        at("w8 mon 10:30", sees_it_differently, "mother", "his", k("remark", "mother", MOTHERS)),
        at("w8 mon 10:40", sees_it_differently, "father", "staffs", k("remark", "father", PARENTS)),
        at("w8 tue 10:00", names_danger, STAFF, k("danger", "caseworker", PARENTS),
           k("goal", "caseworker", PARENTS), key="danger", worried_by=k("worried", "caseworker", PARENTS),
           effect=k("harm", "caseworker", PARENTS), dispute=k("dispute", "caseworker", PARENTS),
           child_words=k("childwords", "caseworker", PARENTS), how_long=k("howlong", "caseworker", PARENTS),
           seen_by=k("goalseenby", "caseworker", PARENTS)),
        at("w8 tue 10:05", stands, "mother", 3, k("notlower", "mother", MOTHERS),
           k("higher", "mother", MOTHERS)),
        at("w8 tue 10:06", stands, "father", 8, k("notlower", "father", PARENTS),
           k("higher", "father", PARENTS), about="danger"),
        at("w8 tue 10:07", stands, STAFF, 5, k("notlower", "caseworker", STAFF),
           k("higher", "caseworker", STAFF), to=[STAFF]),
        at("w8 tue 10:08", stands, "child", 2, k("notlower", "child", f"child {STAFF}"),
           k("higher", "child", f"child {STAFF}")),
        at("w8 tue 10:10", acts.writes_about_child, STAFF, child_called(k, "sibling"),
           k("about", "sibling", MOTHERS)),
        at("w8 tue 10:20", acts.writes_about, STAFF, "mother", k("about", "mother", MOTHERS)),
        at("w8 tue 10:30", acts.releases, STAFF,
           k("released", "caseworker", "mother father child network both support teacher caseworker")),
        at("w8 wed 10:00", writes, "father", Category.NEXT_STEP, k("wording", "first", PARENTS), key="anew"),
        at("w8 wed 10:05", keeps_map, STAFF),
        at("w8 wed 10:10", acts.rewords, "father", "anew", k("wording", "later", PARENTS)),
        at("w8 wed 10:20", writes, "father", Category.NEXT_STEP, k("hidden", "father", "father"), key="gone"),
        at("w8 wed 10:25", keeps_map, STAFF),
        at("w8 wed 10:30", acts.hides, "father", "gone"),
    ]


def child_called(k: Canaries, which: str) -> str:
    """The first name under which the story knows a child."""
    return f"KANARIE-firstname-{which}-{k.family}"


def _only_for_some(k: Canaries) -> list[Told]:
    note = k("note", "caseworker", STAFF)
    return [
        at("w8 thu 10:00", writes, "mother", Category.STRENGTH, k("here", "mother", MOTHERS), to=[STAFF]),
        at("w8 thu 10:10", writes, "father", Category.STRENGTH, k("here", "father", FATHERS), to=[STAFF]),
        at("w8 thu 10:20", acts.notes_for_professionals, STAFF, note),
    ]


def _network(k: Canaries) -> list[Told]:
    """The caseworker names those who are to come: whom the mother names the father cannot see, and so not say
    yes to. She names two all the same; the father names one, and the child one, to the caseworker alone."""
    guest, waiting = k("name", "guest", f"guest {PARENTS}"), k("name", "waiting", PARENTS)
    by_child = f"child {STAFF}"
    told = [
        at("w7 mon 10:00", names, STAFF, f"KANARIE-name-network-{k.family}",
           k("relation", "network", f"network {PARENTS}"), Circle.INNER, k("help", "network", PARENTS),
           key="network"),
        at("w7 mon 10:01", names, STAFF, f"KANARIE-name-removed-{k.family}",
           k("relation", "removed", f"removed {PARENTS}"), Circle.INNER, k("help", "removed", PARENTS),
           key="removed"),
        at("w7 mon 10:02", names, STAFF, guest, k("relation", "guest", f"guest {PARENTS}"), Circle.INNER,
           k("help", "guest", PARENTS), key="guest"),
        at("w7 mon 10:03", names, STAFF, waiting, k("relation", "waiting", PARENTS), Circle.OUTER,
           k("help", "waiting", PARENTS), key="waiting"),
        at("w7 mon 10:04", names, "mother", k("name", "refused", MOTHERS),
           k("relation", "refused", MOTHERS), Circle.OUTER, k("help", "refused", MOTHERS), key="refused"),
        at("w7 mon 10:05", acts.says_no_to, STAFF, "refused", k("refusal", "caseworker", MOTHERS)),
        at("w7 mon 10:06", names, "child", k("name", "friend", by_child), k("relation", "friend", by_child),
           Circle.INNER, k("help", "friend", by_child), key="friend"),
        at("w7 mon 10:07", names, "father", "Begge", k("relation", "both", f"both {PARENTS}"), Circle.MIDDLE,
           k("help", "both", PARENTS), key="both"),
        at("w7 mon 10:08", names, "mother", k("name", "aunt", MOTHERS), k("relation", "aunt", MOTHERS),
           Circle.INNER, k("help", "aunt", MOTHERS), key="aunt"),
        at("w7 mon 10:09", says_yes_to, "mother", "aunt"),
    ]
    asked = ("network", "removed", "guest", "waiting", "both")
    return [*told, *(at("w7 tue 10:00", says_yes_to, who, key) for key in asked for who in PARENTS.split())]


def _network_comes(k: Canaries) -> list[Told]:
    def letter(key: str, sees: str) -> tuple[str, str]:
        return k("letter", key, sees), k("task", key, sees)

    mail = k("mail", "waiting", "mother") + "@prove.example"
    return [
        at("w7 wed 10:00", invites, "mother", "network", "network", *letter("network", f"network {MOTHERS}")),
        at("w7 wed 10:05", comes, "network"),
        at("w7 wed 10:10", invites, "mother", "removed", "removed", *letter("removed", f"removed {MOTHERS}")),
        at("w7 wed 10:15", comes, "removed"),
        at("w7 wed 10:20", acts.lets_guest_in, "mother", "guest", "guest",
           *letter("guest", f"guest {MOTHERS}")),
        at("w7 wed 10:30", invites, "father", "both", "both", *letter("both", f"both {FATHERS}")),
        at("w7 wed 10:35", comes, "both"),
        at("w1 wed 10:00", acts.invites_by_letter, "mother", "waiting", mail, *letter("waiting", MOTHERS)),
    ]
# fmt: on
