"""The database, and nothing about what is in it: engine, session, clock, encrypted columns, migrations."""
