"""Drafts, sending once, and many hands on one text."""
