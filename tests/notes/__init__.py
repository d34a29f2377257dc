"""Professional notes, and that nothing of them shows."""
