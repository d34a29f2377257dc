"""The audit of signing in: one line for each login, refusal, sign-out, step-up and end of a session."""

import hashlib

from portal.db.session import session
from portal.people.models import SignInAudit
from portal.people.policy import CITIZEN

LONGEST_REASON = 200


def note(
    *,
    door: str,
    outcome: str,
    issuer: str | None = None,
    subject: str | None = None,
    transaction: str | None = None,
    loa: str | None = None,
    reason: str = "",
    reference: str = "",
) -> None:
    """Add one line. `subject` is kept as a hash together with its issuer, so that one person's lines can be
    found by who knows both, and by nobody else. `reason`: the portal's own words, never a provider's."""
    known = issuer is not None and subject is not None
    session.add(
        SignInAudit(
            door=door or CITIZEN,
            outcome=outcome,
            issuer=issuer,
            transaction_id=transaction,
            loa=loa,
            reason=reason[:LONGEST_REASON],
            reference=reference,
            subject_hash=hashlib.sha256(f"{issuer} {subject}".encode()).hexdigest() if known else None,
        )
    )
    session.flush()
