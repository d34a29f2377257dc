"""An administrator changes which words are labels, and what is asked instead."""

from uuid import UUID

from sqlalchemy.dialects import postgresql, sqlite

from portal.db.clock import now
from portal.db.session import session
from portal.mapping.models import LabelWord


def put_label(by: UUID, language: str, word: str, question: str) -> None:
    """Let this word be a label with this question, from now on. `by`: who decides it (a person's id)."""
    _change(by, language, word, question)


def take_out_label(by: UUID, language: str, word: str) -> None:
    """Let this word be a word like any other. The row says who decided that."""
    _change(by, language, word, "")


def _change(by: UUID, language: str, word: str, question: str) -> None:
    """One statement, so that of two at once neither fails: the last one holds."""
    insert = postgresql.insert if session.get_bind().dialect.name == "postgresql" else sqlite.insert
    told = {"question": question, "changed_by_id": by, "changed_at": now()}
    new = insert(LabelWord).values(language=language, word=word.casefold(), **told)
    session.execute(new.on_conflict_do_update(index_elements=[LabelWord.language, LabelWord.word], set_=told))
