"""An administrator changes which words are labels, and what is asked instead."""

from uuid import UUID

from portal.db.session import session
from portal.mapping.models import LabelWord


def put_label(by: UUID, language: str, word: str, question: str) -> None:
    """Let this word be a label with this question, from now on. `by`: who decides it (a person's id)."""
    _change(by, language, word, question)


def take_out_label(by: UUID, language: str, word: str) -> None:
    """Let this word be a word like any other. The row says who decided that."""
    _change(by, language, word, "")


def _change(by: UUID, language: str, word: str, question: str) -> None:
    key = {"language": language, "word": word.casefold()}
    changed = session.get(LabelWord, key) or LabelWord(**key)
    changed.question, changed.changed_by_id = question, by
    session.add(changed)
    session.flush()
