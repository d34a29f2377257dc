"""What a municipality says of a ruler: one plain value that a file, a draft and a published version hold
alike.

It may be incomplete (a text may be missing) but never wrong in kind. Whether it is complete enough to be
published is asked by `portal.ruler.queries.checks`.
"""

from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from portal.ruler.models.rulers import Direction, TextAudience
from portal.ruler.models.scores import Dimension

Zone = Literal["green", "yellow", "orange", "red"]
Pattern = Literal["dots", "stripes", "checks"]
ZONES: tuple[Zone, ...] = ("green", "yellow", "orange", "red")
TONES = {"green": (1, 1), "yellow": (2, 3), "orange": (6, 6), "red": (4, 5)}
"""How a step looks on screen: of each zone the lighter and the darker of the portal's own colours."""
PORTALS_OWN = ("#1B7F3B", "#FBE58A", "#F5C400", "#C8371F", "#8C1410", "#E8833A")
"""The colours of the six tones, as the style sheet has them."""
MONTHS_LONGEST = 12 * 25

Key = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_-]{1,39}$")]
Line = Annotated[str, StringConstraints(strip_whitespace=True, max_length=120)]
Words = Annotated[str, StringConstraints(strip_whitespace=True, max_length=1000)]
Language = Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}$")]
Colour = Annotated[str, StringConstraints(pattern=r"^#[0-9A-Fa-f]{6}$")]
Number = Annotated[str, StringConstraints(strip_whitespace=True, pattern=r"^\+?[0-9 ]{3,20}$")]
Each = list[Annotated[Line, StringConstraints(min_length=1)]]


class DoesNotFit(ValueError):
    """Two parts of a ruler do not fit together: `why` in a word of ours, and where (`place`) it is mended."""

    def __init__(self, why: str, *place: str) -> None:
        super().__init__(why)
        self.why, self.place = why, place


class Told(BaseModel):
    """Says what it holds and nothing else: a name that is misspelt is told, never skipped."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class StepTexts(Told):
    """What a step says to one audience in one language. `%(child)s` and the like are filled in on the
    page."""

    name: Line = ""
    description: Words = ""
    action_guidance: Words = ""


class ToldStep(Told):
    """One step. `face`: which of the five faces a child chooses it by, 1 for the gladdest. `partners`: who
    can help on this step."""

    zone: Zone
    colour: Colour
    pattern: Pattern
    face: Annotated[int, Field(ge=1, le=5)] | None = None
    partners: dict[Language, Each] = {}
    texts: dict[TextAudience, dict[Language, StepTexts]] = {}


class Alert(Told):
    """From which step (as the ruler counts) to the worst an answer is never sealed, and from whom: always
    from the caseworker (see `queries.findings`). A `leader` has no seat in a case: who leads is told that
    there is such an answer, and in which case, and reads none of it."""

    from_step: int
    to: list[Literal["caseworker", "standin", "leader"]] = Field(min_length=1)


class DutyPhone(Told):
    name: dict[Language, Line]
    phone: Number


class AgeBand(Told):
    """Ages in whole months; before birth they are below 0. `signs`: what one may see, by zone and
    language."""

    key: Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]{0,19}$")]
    from_months: int = Field(ge=-10, le=MONTHS_LONGEST)
    to_months: int = Field(ge=-10, le=MONTHS_LONGEST)
    name: dict[Language, Line] = {}
    signs: dict[Zone, dict[Language, Each]] = {}


class Definition(Told):
    """A whole ruler. `steps` from best to worst, whichever way they are counted; `follow_up_days`: how long
    until it is asked again, by zone of the last answer. Raises pydantic's ValidationError for what is no
    ruler."""

    key: Key
    name: Annotated[Line, StringConstraints(min_length=1)]
    direction: Direction
    languages: list[Language] = Field(min_length=1, max_length=8)
    dimensions: list[Dimension] = Field(default=[Dimension.CHILD, Dimension.PARENTAL_CARE], min_length=1)
    contexts: list[Literal["home", "school", "leisure", "contact"]] = Field(
        default=["home", "school", "leisure", "contact"], min_length=1
    )
    scored_by: list[Literal["professionals", "parents", "network", "child"]] = Field(
        default=["professionals", "parents"], min_length=1
    )
    child_from_age: int = Field(default=10, ge=3, le=17)
    blind_first: bool = True
    follow_up_days: dict[Zone, Annotated[int, Field(ge=1, le=366)]] = {}
    alert: Alert
    duty_phones: list[DutyPhone] = Field(default=[], max_length=10)
    age_bands: list[AgeBand] = Field(default=[], max_length=12)
    steps: list[ToldStep] = Field(min_length=2, max_length=10)

    @model_validator(mode="after")
    def _hangs_together(self) -> Self:
        if not 2 <= self.alert_from <= len(self.steps):
            raise DoesNotFit("alert_off_the_ruler", "alert", "from_step")
        for name in ("languages", "dimensions", "contexts", "scored_by"):
            values = getattr(self, name)
            if len(set(values)) < len(values):
                raise DoesNotFit("said_twice", name)
        if Dimension.CHILD not in self.dimensions:
            raise DoesNotFit("not_about_the_child", "dimensions")
        keys = [band.key for band in self.age_bands]
        if len(set(keys)) < len(keys):
            raise DoesNotFit("said_twice", "age_bands")
        return self

    @property
    def alert_from(self) -> int:
        """The place of the first step that somebody is told of at once: 1 is the best."""
        return self.counted(self.alert.from_step)

    def counted(self, place: int) -> int:
        """The number people read on the step at this place; and the place of a number."""
        return self.direction.counted(place, len(self.steps))

    def plain(self) -> dict[str, Any]:
        """The same as dicts, lists and texts, in the order of a file; what was left out stays left out."""
        return self.model_dump(mode="json", exclude_defaults=False, exclude_none=True)

    @property
    def tones(self) -> list[int]:
        """How each step looks on screen: by its own colour where that is one of the portal's, else by its
        zone, whose first step is lighter than the others."""
        zones = [step.zone for step in self.steps]
        by_zone = [TONES[zone][0 if zone not in zones[:place] else 1] for place, zone in enumerate(zones)]
        own = {colour: tone for tone, colour in enumerate(PORTALS_OWN, start=1)}
        return [own.get(step.colour.upper(), tone) for step, tone in zip(self.steps, by_zone, strict=True)]
