"""The kinds of sentences on a map, what belongs to each, and the one direction of its scale."""

from enum import StrEnum


class Category(StrEnum):
    """The seven categories of Signs of Safety (domain 2.2), in the order a family meets them."""

    STRENGTH = "strength"
    EXISTING_SAFETY = "existing_safety"
    PAST_HARM = "past_harm"
    DANGER_STATEMENT = "danger_statement"
    COMPLICATING_FACTOR = "complicating_factor"
    SAFETY_GOAL = "safety_goal"
    NEXT_STEP = "next_step"


WORKS = (Category.STRENGTH, Category.EXISTING_SAFETY)
WORRIES = (Category.PAST_HARM, Category.DANGER_STATEMENT, Category.COMPLICATING_FACTOR)
HAPPENS = (Category.SAFETY_GOAL, Category.NEXT_STEP)
COLUMNS = {"works": WORKS, "worries": WORRIES, "happens": HAPPENS}
FIRST_OF = {"works": Category.STRENGTH, "worries": Category.PAST_HARM, "happens": Category.NEXT_STEP}
AROUND = ("happened", "seen_by", "effect")
"""What stands around a sentence (domain 2.2): when it was, who saw it, what it did to the child."""
OF_DANGER = ("worried_by", "effect", "dispute", "child_words")
OF_GOAL = ("how_long", "seen_by")
AROUND_OF: dict[Category, tuple[str, ...]] = {
    **dict.fromkeys(Category, AROUND),
    Category.DANGER_STATEMENT: OF_DANGER,
    Category.SAFETY_GOAL: OF_GOAL,
    Category.NEXT_STEP: (),
}
AROUND_NAMES = ("worried_by", "happened", "seen_by", "effect", "dispute", "child_words", "how_long")
"""All of them, in the order in which they are asked and told."""
NEEDED_AROUND: dict[Category, tuple[str, ...]] = {
    Category.PAST_HARM: ("happened", "effect"),
    Category.DANGER_STATEMENT: ("worried_by", "effect"),
    Category.SAFETY_GOAL: ("how_long",),
}
"""What a sentence for others cannot do without. Forms ask for it; what a family wrote before it had a
workspace stands as it wrote it, so the database does not."""
MOST_PAIRS = 3
"""Danger statements in one case: more are more than a family can work on (domain 2.2)."""
LOWEST, HIGHEST = 0, 10
BAD_TO_GOOD = range(LOWEST, HIGHEST + 1)
"""The numbers of the safety scale, the worst first: the one direction it has. It is no ruler, and shares no
type, no table and no axis with one."""
