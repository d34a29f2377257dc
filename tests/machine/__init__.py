"""What the tests need of the machine: uv, PostgreSQL, Chromium, and the words of every language in step."""
