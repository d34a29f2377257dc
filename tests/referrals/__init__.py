"""A family that asks for help itself."""
