"""A square code that a phone reads from another phone's screen, or from paper."""

from io import BytesIO

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


def qr_drawing(text: str) -> str:
    """`text` as an SVG file of its own, to be drawn on paper."""
    code = segno.make(text, micro=False, error="m")
    drawn = BytesIO()
    code.save(drawn, kind="svg", xmldecl=False, border=QUIET_ZONE, light="#fff", omitsize=True)
    return drawn.getvalue().decode()
