"""The tests: one folder per room, journeys through a real browser, and the rules of the house."""
