"""A square code that a phone reads from another phone's screen."""

import segno
from markupsafe import Markup

QUIET_ZONE = 4


def qr(text: str) -> Markup:
    """`text` as an SVG for the page, without size, style or name of its own."""
    code = segno.make(text, micro=False, error="m")
    return Markup(
        code.svg_inline(
            border=QUIET_ZONE,
            light="#fff",
            svgclass="qr",
            lineclass=None,
            omitsize=True,
        )
    )
