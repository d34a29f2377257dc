"""Phone numbers that are the same in all of Denmark."""

CHILD_LINE = "116 111"
"""BørneTelefonen: for every child, without saying who one is."""
