"""Everything a message can say. Others may see the phone, so it never says what it is about.

The texts are `notify.*`: the same length and tone each time. A letter alone carries names and a link.
"""

from dataclasses import dataclass

from portal.messages.models import Kind
from portal.web.i18n import N_, translated

SUBJECT = N_("There is something new for you")
SUBJECTS = {
    Kind.NEWS: SUBJECT,
    Kind.REMINDER: N_("Something is still waiting for you"),
    Kind.LETTER: SUBJECT,
}
HOW_TO_COME = N_("Go to the page the way you usually do. We never put a link in this message.")
SHORT = {
    Kind.NEWS: N_("There is something new for you. You can see it when it suits you."),
    Kind.REMINDER: N_("Something is still waiting for you. You can see it when you have time."),
    Kind.LETTER: N_(
        "Hi %(name)s. %(inviter)s wants to ask you something. Read it here: %(link)s. "
        "Not sure? Call %(inviter)s first."
    ),
}
LONG = {
    Kind.NEWS: (SHORT[Kind.NEWS], HOW_TO_COME),
    Kind.REMINDER: (SHORT[Kind.REMINDER], HOW_TO_COME),
    Kind.LETTER: (SHORT[Kind.LETTER],),
}


@dataclass(frozen=True)
class Text:
    """One message in words: a subject and lines for a mail, and a short form for a phone."""

    subject: str
    short: str
    long: tuple[str, ...]
    language: str


def text_of(kind: Kind, language: str, holes: dict[str, str] | None = None) -> Text:
    """The words of a message of this kind. `holes`: name, inviter and link, for a letter alone."""
    filled = holes if kind is Kind.LETTER else None

    def say(text: str) -> str:
        words = translated(text, language)
        return words % filled if filled else words

    return Text(say(SUBJECTS[kind]), say(SHORT[kind]), tuple(map(say, LONG[kind])), language)
