"""Migrations, triggers, and how few questions a page asks."""
