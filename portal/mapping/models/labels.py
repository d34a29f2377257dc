"""Words that say what somebody is, where the map asks what somebody does."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from portal.db.base import Base
from portal.db.clock import now
from portal.people.models import Person


class LabelWord(Base):
    """What the municipality has changed in the list the portal comes with: a word with another question, a
    word of its own, or one that is no label here (an empty `question`). `word` is in small letters."""

    __tablename__ = "label_word"
    language: Mapped[str] = mapped_column(primary_key=True)
    word: Mapped[str] = mapped_column(primary_key=True)
    question: Mapped[str]
    changed_by_id: Mapped[UUID] = mapped_column(ForeignKey(Person.id))
    changed_at: Mapped[datetime] = mapped_column(default=now, onupdate=now)
