"""Query how a calculation differs from another one: both are frozen, so what was compared once is kept in memory."""

from collections import OrderedDict
from threading import Lock
from uuid import UUID

from accounts.domain.context import Context
from costing.form import Form
from reports.domain.comparison import Comparison, compared
from reports.models import Calculation, CalculationReturn
from reports.queries.calculations import calculated

KEPT = 200
Key = tuple[UUID, UUID, str, int]


class _Comparisons:
    """The last comparisons of this process, for whoever was found to be allowed to read both calculations."""

    def __init__(self) -> None:
        self._kept: OrderedDict[Key, Comparison] = OrderedDict()
        self._lock = Lock()

    def get(self, key: Key) -> Comparison | None:
        with self._lock:
            return self._kept.get(key)

    def keep(self, key: Key, made: Comparison) -> None:
        with self._lock:
            self._kept[key] = made
            while len(self._kept) > KEPT:
                self._kept.popitem(last=False)


_comparisons = _Comparisons()


def compared_once(context: Context | None, form: Form, before: Calculation, later: Calculation) -> Comparison:
    """Return ``compared`` of two calculations that were found for the asker; after an erasure it is made anew."""
    headline = later.exercise.headline
    both = CalculationReturn.objects.filter(calculation__in=[before, later], is_erased=True)
    key = (before.id, later.id, headline, both.count())
    kept = _comparisons.get(key)
    if kept is None:
        kept = compared(form, calculated(context, before), calculated(context, later), headline)
        _comparisons.keep(key, kept)
    return kept
