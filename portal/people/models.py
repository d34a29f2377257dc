"""People, what providers call them, their sessions, logins under way, and the audit of signing in."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from portal.db.base import Base, Row
from portal.db.sealed import Encrypted


class Person(Row, Base):
    """A person with a name. `mitid_uuid` is the same at every broker, so that a new broker loses nobody.

    `staff_since`: first came in by the staff door with a role here (UTC). `language` (ISO 639) is the one the
    person chose for the fixed texts; None until then.
    """

    __tablename__ = "person"
    __table_args__ = (
        CheckConstraint("mitid_uuid = lower(mitid_uuid)", name="uuid_in_lower_case"),
        CheckConstraint("length(language) BETWEEN 2 AND 8", name="a_language_code"),
    )
    name: Mapped[str]
    phone: Mapped[str] = mapped_column(default="")
    phone_hours: Mapped[str] = mapped_column(default="")
    mitid_uuid: Mapped[str | None] = mapped_column(unique=True)
    staff_since: Mapped[datetime | None]
    language: Mapped[str | None]


class Identity(Row, Base):
    """What one provider calls a person: `subject` means something together with `issuer` alone."""

    __tablename__ = "identity"
    __table_args__ = (UniqueConstraint("issuer", "subject"), Index("ix_identity_person", "person_id"))
    person_id: Mapped[UUID] = mapped_column(ForeignKey(Person.id))
    issuer: Mapped[str]
    subject: Mapped[str]


class UserSession(Row, Base):
    """One person signed in, in one browser. The browser holds the token; here is its SHA-256 alone.

    `expires_at` is the absolute limit, never later than the provider's own. `roles` are municipal, read from
    the staff login and kept no longer than the session; so is `birthdate`, as MitID tells it. `case_id`: the
    one case that a guest is let into. `place_id`: the own place that a child came in by. In all that
    limits a session a child is a guest, so every rule for guests holds without being said twice. `device` is
    one coarse word, so that people can tell their own sessions apart; the browser's own description is kept
    nowhere. `cpr_fingerprints`: see `people.matching`; taken out when it is compared.
    """

    __tablename__ = "user_session"
    __table_args__ = (
        CheckConstraint("kind IN ('citizen', 'staff', 'guest')", name="known_kind"),
        CheckConstraint("(ended_at IS NULL) = (ended_why IS NULL)", name="ends_for_a_reason"),
        CheckConstraint("device IN ('', 'phone', 'tablet', 'computer')", name="known_device"),
        CheckConstraint("(kind = 'guest') = (case_id IS NOT NULL)", name="guest_of_one_case"),
        CheckConstraint("cpr_fingerprints IS NULL OR ended_at IS NULL", name="number_forgotten_when_over"),
        CheckConstraint("place_id IS NULL OR kind = 'guest'", name="children_are_guests"),
        Index("ix_user_session_person", "person_id"),
        Index("ix_user_session_provider", "issuer", "provider_session"),
    )
    token_hash: Mapped[str] = mapped_column(unique=True)
    person_id: Mapped[UUID] = mapped_column(ForeignKey(Person.id))
    kind: Mapped[str]
    issuer: Mapped[str | None]
    subject: Mapped[str | None]
    provider_session: Mapped[str | None]
    auth_time: Mapped[datetime | None]
    loa: Mapped[str | None]
    roles: Mapped[list[str]] = mapped_column(JSON, default=list)
    id_token: Mapped[dict[str, Any] | None] = mapped_column(Encrypted)
    last_seen_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    ended_why: Mapped[str | None]
    device: Mapped[str] = mapped_column(default="", server_default="")
    case_id: Mapped[UUID | None] = mapped_column(ForeignKey("case.id"))
    birthdate: Mapped[dict[str, Any] | None] = mapped_column(Encrypted)
    cpr_fingerprints: Mapped[dict[str, Any] | None] = mapped_column(Encrypted)
    place_id: Mapped[UUID | None] = mapped_column(ForeignKey("child_place.id"))


class LoginState(Base):
    """A login under way: what must be remembered between leaving for the provider and coming back."""

    __tablename__ = "login_state"
    __table_args__ = (Index("ix_login_state_expires_at", "expires_at"),)
    key: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[dict[str, Any]] = mapped_column(Encrypted)
    expires_at: Mapped[datetime]


class SpentLogout(Base):
    """A logout token that was obeyed: nobody sends it a second time. Kept for as long as it could be fresh.

    `token` is the SHA-256 of issuer and `jti`.
    """

    __tablename__ = "spent_logout"
    __table_args__ = (Index("ix_spent_logout_expires_at", "expires_at"),)
    token: Mapped[str] = mapped_column(primary_key=True)
    expires_at: Mapped[datetime]


class SignInAudit(Row, Base):
    """One login, refusal, sign-out or end of a session, at `created_at` (UTC). No name, no CPR number, no
    token; never changed.

    `outcome`: signed_in, the code of a refusal, or how a session ended. `reason`: why, in the portal's own
    words. `reference`: the number on the page that the person reads aloud on the phone.
    """

    __tablename__ = "sign_in_audit"
    __table_args__ = (Index("ix_sign_in_audit_created_at", "created_at"),)
    door: Mapped[str]
    outcome: Mapped[str]
    issuer: Mapped[str | None]
    subject_hash: Mapped[str | None]
    transaction_id: Mapped[str | None]
    loa: Mapped[str | None]
    reason: Mapped[str] = mapped_column(default="", server_default="")
    reference: Mapped[str] = mapped_column(default="", server_default="")
