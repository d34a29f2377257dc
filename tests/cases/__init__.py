"""The case, its members, invitations, and words hidden again."""
