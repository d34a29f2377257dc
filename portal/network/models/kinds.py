"""What a person of the network can be: how close, what kind of relation, how far they have come."""

from enum import StrEnum

from portal.cases.models import Progress


class Circle(StrEnum):
    """How close a person is, as the family draws it."""

    INNER = "inner"
    MIDDLE = "middle"
    OUTER = "outer"


class Tie(StrEnum):
    """What kind of relation a person is to the child (domain 2.4)."""

    BIOLOGICAL = "biological"
    PRIVATE = "private"
    PROFESSIONAL = "professional"
    VOLUNTARY = "voluntary"


class Side(StrEnum):
    """Who said no to a person."""

    FAMILY = "family"
    CASEWORKER = "caseworker"


class Status(StrEnum):
    """How far a named person has come. Worked out anew each time (design 8)."""

    PROPOSED = "proposed"
    INVITED = Progress.MADE.value
    SENDING = Progress.SENDING.value
    SENT = Progress.SENT.value
    NOT_DELIVERED = Progress.NOT_DELIVERED.value
    OPENED = Progress.OPENED.value
    TOO_OLD = Progress.TOO_OLD.value
    ACCEPTED = Progress.ACCEPTED.value
    SAID_NO = Progress.SAID_NO.value
    TAKEN_BACK = Progress.TAKEN_BACK.value
    ACTIVE = "active"
    PAUSED = "paused"
    LEFT = "left"
    FAMILY_NO = "family_no"
    CASEWORKER_NO = "caseworker_no"
