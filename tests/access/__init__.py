"""Who may open what, and who sees what."""
