"""The codes of a refusal, and which of them an error from the provider means."""

CITIZEN, STAFF = "borger", "medarbejder"
KINDS = {CITIZEN: "citizen", STAFF: "staff"}

STOPPED_BY_THE_PERSON = frozenset({"", "mitid_user_aborted", "user_aborted"})
DENIED = {"mitid_timeout": "E-TIDSUDLØB", "mitid_identity_not_found": "E-UKENDT-ID"}
PROVIDER_ERRORS = {
    "server_error": "E-NEDE",
    "temporarily_unavailable": "E-NEDE",
    "login_required": "E-SESSION",
}


class LoginRefused(Exception):
    """Nobody is let in. `code` is told on the phone; `why` is for log and audit, never for a page.

    `ours`: the portal itself is at fault (the provider does not know us), so somebody must be woken.
    """

    def __init__(self, code: str, why: str = "", *, door: str = CITIZEN, ours: bool = False) -> None:
        super().__init__(f"{code}: {why}")
        self.code, self.why, self.door, self.ours = code, why, door, ours
        self.next, self.again = "", False
        self.issuer = self.subject = self.transaction = self.loa = None  # type: str | None


def code_for(error: str, description: str) -> str:
    """Our code for an error the provider sent back. Its own text is never shown: anybody can write it."""
    if description.startswith("mitid_") and description not in STOPPED_BY_THE_PERSON:
        return DENIED.get(description, "E-MITID")
    if error == "access_denied" and description in STOPPED_BY_THE_PERSON:
        return "E-AFBRUDT"
    return PROVIDER_ERRORS.get(error, "E-AFVIST")
