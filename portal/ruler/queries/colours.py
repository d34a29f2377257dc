"""Letters on colours: how well they stand out. Plain arithmetic."""

LEAST_CONTRAST = 4.5
"""WCAG 2.2, 1.4.3: of letters against what is behind them."""
INKS = ("#111111", "#FFFFFF")


def contrast(colour: str, ink: str) -> float:
    """How well letters of one colour stand out from the other (WCAG 2.2, relative luminance): 1 to 21."""
    lighter, darker = sorted((_luminance(colour), _luminance(ink)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def ink_on(colour: str) -> str:
    """The colour of letters on this one: black or white, whichever stands out most."""
    return max(INKS, key=lambda ink: contrast(colour, ink))


def _luminance(colour: str) -> float:
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
