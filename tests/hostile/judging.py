"""What is wrong with an answer, one sentence each."""

import re
from collections.abc import Iterator
from html import unescape

from bs4 import BeautifulSoup
from werkzeug.test import TestResponse

from tests.hostile.rubbish import FIRST_WORD, NEVER_ON_A_PAGE

ENDS = frozenset({200, 204, 302, 303, 400, 403, 404, 405, 409, 410, 413})
BEGINS, ENDS_APART = "\N{FIRST STRONG ISOLATE}", "\N{POP DIRECTIONAL ISOLATE}"

OWN_BOX = re.compile(r'<textarea\b[^>]* dir="auto".*?</textarea>', re.DOTALL)
ALONE = ("bdi", "text")  # a text in a drawing is a line of its own
IN_TEXT = re.compile(f">[^<]*{FIRST_WORD}")


def page_of(answer: TestResponse) -> str:
    return answer.text if answer.mimetype == "text/html" and answer.status_code not in (302, 303) else ""


def wrong_with(answer: TestResponse) -> Iterator[str]:
    """An answer of any kind: it ends well, speaks Danish, and shows nothing but words."""
    if answer.status_code not in ENDS:
        yield f"ended with {answer.status_code}"
    if any("\n" in value or "\r" in value for _name, value in answer.headers):
        yield "a broken header"
    if (answer.location or "/").startswith("//") or "evil" in (answer.location or ""):
        yield f"leads to {answer.location}"
    if page := page_of(answer):
        yield from wrong_on(page)


def wrong_on(page: str) -> Iterator[str]:
    if '<html lang="da" dir="ltr">' not in page:
        yield "does not say its language"
    yield from (
        f"shows {never!r}" for never in NEVER_ON_A_PAGE if never in page and stands_alone(never, page)
    )
    if page.count(BEGINS) != page.count(ENDS_APART):
        yield "words set apart without an end"
    if FIRST_WORD in page and IN_TEXT.search(OWN_BOX.sub("", page)):
        yield from mixed_in(page)


def stands_alone(never: str, page: str) -> bool:
    """Is it a word of the page, and no piece of a key? Random letters spell anything, some day."""
    return (
        re.search(rf"(?<![\w-]){re.escape(never)}(?![\w-])" if never.isalnum() else re.escape(never), page)
        is not None
    )


def mixed_in(page: str) -> Iterator[str]:
    """Words of another direction that could move the words beside them: in no element of their own."""
    for text in BeautifulSoup(page, "html.parser").find_all(string=re.compile(FIRST_WORD)):
        own = text.find_parent(lambda tag: tag.name in ALONE or tag.get("dir") == "auto")
        before = text.split(FIRST_WORD)[0]
        if not own and before.count(BEGINS) <= before.count(ENDS_APART):
            yield f"words mixed in: {text.parent.name} {unescape(text.strip())[:60]!r}"
