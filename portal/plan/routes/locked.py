"""How far the child's own is locked, in the reader's language: on the page and on paper."""

from portal.plan.queries.locks import WordsLock
from portal.plan.queries.signals import Said, Signal
from portal.web.i18n import _, _l, day

NOT_FINISHED = _l("These words are not finished yet.")


def signal_in_words(signal: Signal) -> str:
    """Whether the child has said yes to it as it stands."""
    if signal.yes is None:
        return _not_yet(signal)
    return _("%(child)s has said that it is right as it stands.", child=signal.yes.child)


def _not_yet(signal: Signal) -> str:
    if len(signal.names) == 1:
        return _("%(child)s has not said yes to it yet.", child=signal.names[0])
    return _("None of the children has said yes to it yet.")


def heard_in_words(said: Said) -> str:
    """What a child says of its signal, when it is no yes."""
    return _("%(child)s wants it to be different.", child=said.child)


def heard_when(said: Said) -> str:
    """When it was said, and how, where it was told."""
    return " ".join(filter(None, [_("It was said on %(date)s.", date=day(said.on)), said.how]))


def words_in_words(lock: WordsLock) -> str:
    """Whether the words to the child are finished."""
    return str(_("The words are finished and locked.") if lock.locked else NOT_FINISHED)


def lock_on_paper(signal: Signal | None, lock: WordsLock | None) -> list[str]:
    """The same as lines of a sheet, with what the reader may read of why."""
    if signal is not None:
        heard = [text for one in signal.said for text in _heard(one) if text]
        passed = signal.passed.ground if signal.passed and not signal.locked else ""
        why = [_("The plan goes on without that yes, because: %(words)s", words=passed)] if passed else []
        return [signal_in_words(signal), *heard, *why]
    if lock is None:
        return []
    told = [
        _("Without a yes from %(name)s, because: %(words)s", name=seat.name, words=one.words)
        for seat, one in lock.reasons
    ]
    return [words_in_words(lock), *told]


def _heard(one: Said) -> tuple[str, ...]:
    no = "" if one.is_yes else heard_in_words(one)
    return no, one.words, heard_when(one)


LOCKED_WORDS = {
    "signal_in_words": signal_in_words,
    "heard_in_words": heard_in_words,
    "heard_when": heard_when,
    "words_in_words": words_in_words,
}
"""For pages that show the child's own."""
