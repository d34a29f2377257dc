"""A ruler with something in it said otherwise. Plain data in, plain data out; nothing is stored here.

What another language says stays as it is. Raises pydantic's ValidationError when the result is no ruler.
"""

from collections.abc import Mapping
from typing import Any

from portal.ruler.models import Definition, Direction
from portal.ruler.models.definition import MONTHS_LONGEST


def with_step(
    ruler: Definition,
    place: int,
    language: str,
    look: Mapping[str, Any],
    texts: Mapping[str, Mapping[str, str]],
    partners: list[str],
) -> Definition:
    """The step at `place` (from 0) with another look, and with these words in one language."""
    told = ruler.plain()
    step = told["steps"][place] | look
    for audience, said in texts.items():
        step["texts"].setdefault(audience, {})[language] = dict(said)
    _put(step["partners"], language, partners)
    told["steps"][place] = step
    return Definition.model_validate(told)


def with_step_after(ruler: Definition, place: int) -> Definition:
    """One step more, after the one at `place`: it looks the same and says nothing yet."""
    told = ruler.plain()
    more = told["steps"][place] | {"texts": {}, "partners": {}}
    told["steps"].insert(place + 1, more)
    _tell_at_once_from(told, ruler.alert_from + (ruler.alert_from > place + 1))
    return Definition.model_validate(told)


def without_step(ruler: Definition, place: int) -> Definition:
    """The same without the step at `place`; what is told at once begins at the same step as before."""
    told = ruler.plain()
    del told["steps"][place]
    first = ruler.alert_from - (ruler.alert_from > place + 1)
    _tell_at_once_from(told, max(2, min(first, len(told["steps"]))))
    return Definition.model_validate(told)


def _tell_at_once_from(told: dict[str, Any], place: int) -> None:
    """From the step at this place on (1 is the best), as the ruler counts its steps now."""
    told["alert"]["from_step"] = Direction(told["direction"]).counted(place, len(told["steps"]))


def with_ages(
    ruler: Definition, place: int, language: str, ages: Mapping[str, Any], signs: Mapping[str, list[str]]
) -> Definition:
    """The age at `place` (from 0) from other months on, or with other signs in one language. `ages`: key,
    name, from_months and to_months."""
    told = ruler.plain()
    band = told["age_bands"][place]
    band["key"] = ages["key"]
    band["from_months"], band["to_months"] = ages["from_months"], ages["to_months"]
    band["name"][language] = ages["name"]
    for zone, said in signs.items():
        _put(band["signs"].setdefault(zone, {}), language, said)
    return Definition.model_validate(told)


def with_one_age_more(ruler: Definition) -> Definition:
    """One age more, a year long, after the last; it says nothing yet."""
    told, last = ruler.plain(), ruler.age_bands[-1] if ruler.age_bands else None
    begins = min(last.to_months + 1, MONTHS_LONGEST) if last else 0
    keys, number = {band.key for band in ruler.age_bands}, len(ruler.age_bands) + 1
    key = next(name for name in (f"age-{place}" for place in range(number, 99)) if name not in keys)
    ends = min(begins + 11, MONTHS_LONGEST)
    told["age_bands"].append({"key": key, "from_months": begins, "to_months": ends, "name": {}, "signs": {}})
    return Definition.model_validate(told)


def without_age(ruler: Definition, place: int) -> Definition:
    """The same without the age at `place` (from 0)."""
    told = ruler.plain()
    del told["age_bands"][place]
    return Definition.model_validate(told)


def with_whole(
    ruler: Definition, whole: Mapping[str, Any], language: str, phones: list[tuple[str, str]]
) -> Definition:
    """Other answers to what is asked of the ruler as a whole, and other duty phones. A phone that was there
    keeps its names in other languages."""
    told = ruler.plain() | dict(whole)
    names = {phone["phone"]: phone["name"] for phone in told["duty_phones"]}
    told["duty_phones"] = [
        {"phone": phone, "name": names.get(phone, {}) | {language: name}} for name, phone in phones
    ]
    return Definition.model_validate(told)


def _put(by_language: dict[str, Any], language: str, said: list[str]) -> None:
    """Nothing said is nothing there."""
    by_language.pop(language, None)
    if said:
        by_language[language] = said
