"""Børnelinealen."""
