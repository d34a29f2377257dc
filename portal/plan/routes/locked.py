"""How far the child's own is locked, in the reader's language: on the page and on paper."""

from portal.plan.queries.locks import WordsLock
from portal.plan.queries.signals import Said, Signal
from portal.web.i18n import _, _l, day

NOT_FINISHED = _l("These words are not finished yet.")


def signal_in_words(signal: Signal) -> str:
    """Whether the child has said yes to it as it stands."""
    yes = signal.yes
    if yes is None:
        return _not_yet(signal)
    if yes.own:
        return _("%(child)s has said that it is right as it stands.", child=yes.child)
    told = {"child": yes.child, "date": day(yes.on)}
    return _("%(child)s has said that it is right as it stands. It was heard on %(date)s.", **told)


def _not_yet(signal: Signal) -> str:
    if len(signal.names) == 1:
        return _("%(child)s has not said yes to it yet.", child=signal.names[0])
    return _("None of the children has said yes to it yet.")


def heard_in_words(said: Said) -> str:
    """What a child says of its signal."""
    if said.is_yes:
        return _("%(child)s says that it is right as it stands.", child=said.child)
    return _("%(child)s wants it to be different.", child=said.child)


def words_in_words(lock: WordsLock) -> str:
    """Whether the words to the child are finished."""
    return str(_("The words are finished and locked.") if lock.locked else NOT_FINISHED)


def lock_on_paper(signal: Signal | None, lock: WordsLock | None) -> list[str]:
    """The same as lines of a sheet, with what the reader may read of why."""
    if signal is not None:
        heard = [text for one in signal.said for text in (heard_in_words(one), one.words, one.how) if text]
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


LOCKED_WORDS = {
    "signal_in_words": signal_in_words,
    "heard_in_words": heard_in_words,
    "words_in_words": words_in_words,
}
"""For pages that show the child's own."""
