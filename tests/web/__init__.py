"""Headers, weight, and what happens when something is away."""
