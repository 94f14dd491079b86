"""The year of the costs as one text: “1 April 2025 to 31 March 2026”."""

from collections.abc import Iterable

from costing.foreign.label_matches import LabelMatch
from costing.foreign.label_words import tokens
from costing.foreign.proposal import Pick
from costing.foreign.rules import FIRST_DAY, LAST_DAY
from costing.foreign.slots import LabelledCell
from costing.foreign.words_for_answers import days_in
from costing.form import Form

_OF_A_PERIOD = frozenset(("peryear", "period", "from", "to", "date", "cost"))
_ENDS = (("period_start", FIRST_DAY), ("period_end", LAST_DAY))


def period_texts(form: Form, slots: Iterable[LabelledCell], answered: set[str]) -> list[Pick]:
    """Return the two days of the only text that names a period, where its days are not answered apart."""
    if {"period_start", "period_end"} & answered:
        return []
    texts = [slot for slot in slots if slot.is_words and len(days_in(slot.shown)) == 2]
    texts = [slot for slot in texts if _OF_A_PERIOD & set(tokens(slot.label))] or texts
    if len({slot.shown for slot in texts}) != 1:
        return []
    return [Pick(key, (LabelMatch(texts[0], key, 0.9),), how) for key, how in _ENDS if key in form.by_key]
