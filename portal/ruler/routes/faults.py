"""What is wrong with a ruler, in the words of the one who reads it: on a page, or after a command."""

from portal.ruler.queries import Finding
from portal.ruler.service import Fault
from portal.ruler.service.files import in_words
from portal.web.i18n import N_, translated

UNREADABLE = {
    "tab": N_("There is a tab before the text. Use spaces."),
    "indent": N_(
        "The line is too far in, or too far out. Lines that belong together begin in the same place."
    ),
    "no_colon": N_("There is no colon after the name: %(told)s"),
    "colon_in_text": N_("There is a colon in the text. Put quotation marks around the text."),
    "twice": N_("The same name stands twice: %(told)s"),
    "quote_open": N_("A quotation mark is missing at the end of the text."),
    "list_open": N_("The list in square brackets does not end right. Write [one, two]."),
    "escape": N_("We do not know the sign %(told)s. Write \\\\ for a backslash."),
    "sign": N_("A text cannot begin with %(told)s. Put quotation marks around the text."),
    "deep": N_("There are too many levels inside each other."),
    "empty": N_("The file is empty."),
}
NO_RULER = {
    "missing": N_("It is missing."),
    "unknown_name": N_("We do not know this name. Is it misspelt?"),
    "kind_names": N_("Names with values must stand here, one on each line."),
    "kind_list": N_("A list must stand here, with a dash before each thing."),
    "kind_text": N_("A text must stand here."),
    "number": N_("A whole number must stand here."),
    "out_of_range": N_("The number is too large or too small. The limit is %(told)s."),
    "yes_or_no": N_("Write yes or no."),
    "not_one_of": N_("Only these can stand here: %(told)s."),
    "pattern": N_("It is not written as it must be."),
    "colour": N_("Write a colour as # and six signs, as in #1B7F3B."),
    "key": N_("Use small letters from a to z, digits and dashes. Begin with a letter."),
    "language": N_("Write the language with its two or three letters, as in da."),
    "phone": N_("That is not a phone number we can call."),
    "too_long": N_("It is too long. There is room for %(told)s."),
    "too_short": N_("There are too few. At least %(told)s are needed."),
    "alert_off_the_ruler": N_("It must be a step of the ruler, and not the best one."),
    "said_twice": N_("The same stands there twice."),
    "not_about_the_child": N_("A ruler always asks about the child."),
}
NOT_READY = {
    "no_text": N_("A text is missing."),
    "no_danish": N_("Danish is missing. It is read when there is nothing in the reader's own language."),
    "without_caseworker": N_("The caseworker is always told at once. Add the caseworker."),
    "no_follow_up": N_("How many days is it until you ask again? It is missing for %(told)s."),
    "age_backwards": N_("The ages end before they begin: %(told)s."),
    "age_gap": N_("The ages do not follow each other. Look at where %(told)s begins."),
    "no_signs": N_("There are no signs in this language: %(told)s."),
    "zone_backwards": N_("Step %(told)s is better than the one before it. The best step comes first."),
    "face_backwards": N_("The face of step %(told)s is gladder than the one before."),
    "no_face": N_("Choose a face for children."),
    "contrast": N_(
        "The letters are hard to read on this colour. The contrast is %(told)s, and 4.5 is needed."
    ),
    "alert_in_best": N_(
        "Somebody is told at once of a step in the best zone (%(told)s). Choose a worse step."
    ),
    "same_colour": N_("The zone %(told)s has the same colour as the zone before it."),
    "same_pattern": N_("The zone %(told)s has the same pattern as the zone before it."),
    "same_name": N_("Two steps beside each other are called the same: %(told)s."),
    "unknown_hole": N_("We have nothing to fill in for %(told)s."),
}
WORDS = UNREADABLE | NO_RULER | NOT_READY
ZONES = {"green": N_("Green"), "yellow": N_("Yellow"), "orange": N_("Orange"), "red": N_("Red")}
PATTERNS = {"colour": "colour", "key": "key", "languages": "language", "phone": "phone"}


def of_file(fault: Fault, language: str) -> str:
    """What is wrong, with its line and the name of its field."""
    said = _said(_which(fault), fault.told, language)
    if not fault.field:
        return translated("Line %(line)s: %(said)s", language) % {"line": fault.line, "said": said}
    told = {"line": fault.line, "field": fault.field, "said": said}
    return translated("Line %(line)s, %(field)s: %(said)s", language) % told


def of_check(finding: Finding, language: str) -> str:
    """What is missing, with where it stands in the file."""
    told = {"field": in_words(finding.place), "said": said_of(finding, language)}
    return translated("%(field)s: %(said)s", language) % told


def said_of(finding: Finding, language: str) -> str:
    """What is missing, without where."""
    zone = ZONES.get(finding.told)
    return _said(finding.why, translated(str(zone), language).lower() if zone else finding.told, language)


def _which(fault: Fault) -> str:
    """A text that is not written as it must be: in what way depends on what it is."""
    last = fault.field.rpartition(" / ")[2].split(" ")[0]
    return PATTERNS.get(last, "language") if fault.why == "pattern" else fault.why


def _said(why: str, told: str, language: str) -> str:
    text = translated(WORDS.get(why, NO_RULER["pattern"]), language)
    return text % {"told": told} if "%(told)s" in text else text


LINES = (N_("Line %(line)s: %(said)s"), N_("Line %(line)s, %(field)s: %(said)s"), N_("%(field)s: %(said)s"))
