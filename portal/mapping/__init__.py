"""The map: what works well, what worries, and what needs to happen (Signs of Safety).

Words: a *map entry* is one sentence in one of the seven categories (domain 2.2); a *danger statement* is
always paired with a *safety goal*. What works well comes first. Must never: let anyone change another's
words, or put a label on a person.
"""
