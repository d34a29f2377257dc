"""Meetings: who is called, when and where."""
