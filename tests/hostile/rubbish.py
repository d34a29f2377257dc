"""What is sent: everything that has ever broken a form, and what must never be seen of it."""

from dataclasses import dataclass

SHOUT = "<script>alert(1)</script>"
ATTRIBUTE = "\"'><svg/onload=alert(1)>"
SUM, ANSWER = "{{7919*6841}}${7919*6841}<%=7919*6841%>", "54173879"
HOLES = "%(nobody)s %s %d {nobody} {0.__class__}"
SQL = "'; DROP TABLE event; -- ' OR '1'='1"
FLIP = "\u202eSara siger nej\u202c \u2067\u2066\u202d"
HEBREW = "\u05e9\u05dc\u05d5\u05dd (1)"
FIRST_WORD = HEBREW.split()[0]
ACCENTS = "e" + "\u0301" * 40
ODD = "\ufffe\ufdd0\U000e0041\u00ad\u2028\u2029\u0085\x7f\ufeff"
FAMILY_OF_FOUR = "\U0001f468\u200d\U0001f469\u200d\U0001f467\u200d\U0001f466"
POISON = f"{HEBREW} {SHOUT}{ATTRIBUTE}{HOLES}{SUM}{FLIP}{ODD}"
LONG = 100_000

WORDS: dict[str, str | bytes] = {
    "control characters": f"a\x00\x01\x08\x0b\x0c\x1b[31m\x7f\x9bb{FLIP}{ODD}",
    "broken UTF-8": b"a\xff\xfe\xc3(\xf0\x28\x8c\x28\xed\xa0\x80b",
    "letters of another script": HEBREW + ACCENTS + FAMILY_OF_FOUR,
    "nothing that shows": "\u200b\u2060\u3164\u2800\u00ad",
    "code of every kind": SHOUT + ATTRIBUTE + SQL + SUM + HOLES,
    "a formula": "=1+1",
    "far too many letters": "x" * LONG,
    "far too many lines": "\r\n" * (LONG // 4) + "x",
    "a number without end": "9" * 5000,
    "another address": "//evil.example/\r\nSet-Cookie: a=b",
}
DAYS: dict[str, str | bytes] = {
    "the year 1": "0001-01-01",
    "the year 9999": "9999-12-31",
    "a year too many": "10000-01-01",
    "a day that is not": "2027-02-30",
    "other digits": "\u0662\u0660\u0662\u0667-\u0660\u0661-\u0660\u0661",
    "a word": "i morgen\x00\u202e",
}
CHOICES: dict[str, str | bytes] = {
    "nothing": "",
    "a NUL": "\x00",
    "broken UTF-8": b"\xff",
    "a number below": "-1",
    "a number without end": "9" * 5000,
    "digits of another script": "\u0661",
}
KEYS: dict[str, str | bytes] = {"a NUL": "\x00", "broken UTF-8": b"\xff", "a long key": "9" * 5000}
EXTRA = {
    "professional_only": "1",
    "level": "1",
    "author_id": "{foreign}",
    "case_id": "{foreign}",
    "hidden_at": "",
    "role": "caseworker",
    "submit": "1",
    "look_again": "",
    "words[]": "x",
    "words.words": "x",
    "__class__": "x",
    "_method": "DELETE",
}

ENGLISH_OF_THE_LIBRARY = (
    "Not a valid",
    "Invalid Choice",
    "Invalid value",
    "Invalid input",
    "This field is required",
    "is not a valid",
    "are not valid",
    "CSRF",
)
NEVER_ON_A_PAGE = (
    SHOUT,
    "<svg/onload",
    ANSWER,
    "Traceback",
    "sqlalchemy",
    "psycopg",
    "sqlite3",
    "\ufffe",
    *"\x00\x01\x08\x0b\x0c\x1b\x7f\x85\x9b",
    *"\u202a\u202b\u202c\u202d\u202e\u2066\u2067",
    *ENGLISH_OF_THE_LIBRARY,
)


@dataclass(frozen=True)
class Sent:
    """One thing sent to one form: what is odd about it, the body, and its headers."""

    what: str
    body: bytes
    kind: str = "application/x-www-form-urlencoded"
    marks: tuple[str, ...] = ()
    secret: tuple[str, ...] = ()
