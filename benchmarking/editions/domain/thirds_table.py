"""Thirds against thirds: how many councils are where, with no cell of 1 to 4, nor one that follows from the others."""

from collections import Counter
from collections.abc import Mapping

from costing.small_counts import Table, shown_table
from reports.datasheets.domain.bands import Third

_ORDER = (Third.LOWER, Third.MIDDLE, Third.UPPER)


def thirds_table(first: Mapping[str, Third], second: Mapping[str, Third]) -> Table | None:
    """Return the counts, a row a third of the first measure; None where nothing could be shown."""
    found = Counter((first[code], second[code]) for code in first.keys() & second.keys())
    counts = tuple(tuple(found[row, column] for column in _ORDER) for row in _ORDER)
    return shown_table(counts)
