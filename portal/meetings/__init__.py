"""Meetings: who is called, when and where; moved, cancelled, answered.

Words: somebody *calls* a meeting; the *called* are seats, also of people who have not come yet. It is said
to the called alone (*Os her*): nobody else learns that it takes place. Parents apart means two meetings: who
is shielded from whom is never called to the same one. There are no minutes to write: what was written in the
case that day is what was said. Must never: show a place to anybody who is not called.
"""
