"""A few whole ways through the portal, in a real browser."""
