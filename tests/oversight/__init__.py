"""Who has looked, and who looks after that."""
