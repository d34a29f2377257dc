"""Signing in, from the side of the people who do it and of a provider that lies."""
