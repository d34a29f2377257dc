"""The outbox: who is told, what it says, and that it goes out once."""
