"""The text is not the one the writer had in front of them."""


class TextHasMoved(Exception):
    """Somebody, or the writer on another phone, changed the text meanwhile.

    `theirs`: what it says now. `mine`: what the writer sent. `revision`: what to carry when sending again.
    `name`: whose words they are, when the page may say so.
    """

    name: str | None = None

    def __init__(self, *, theirs: str, mine: str, revision: int) -> None:
        super().__init__("the text changed while somebody was writing")
        self.theirs, self.mine, self.revision = theirs, mine, revision
