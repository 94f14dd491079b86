"""Thirds against thirds: how many councils are where, with no cell of 1 to 4, nor one that follows from the others."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from itertools import product

from reports.datasheets.domain.bands import Third

FEWEST_COUNTED = 5
Place = tuple[int, int]
# A row, or a column.
Stand = tuple[int | None, int | None]
Table = tuple[tuple[int | None, ...], ...]
_ORDER = (Third.LOWER, Third.MIDDLE, Third.UPPER)


def thirds_table(first: Mapping[str, Third], second: Mapping[str, Third]) -> Table | None:
    """Return the counts, a row a third of the first measure; None where nothing could be shown."""
    found = Counter((first[code], second[code]) for code in first.keys() & second.keys())
    counts = tuple(tuple(found[row, column] for column in _ORDER) for row in _ORDER)
    return shown_table(counts)


def shown_table(counts: Sequence[Sequence[int]]) -> Table | None:
    """Hide cells under 5, then the smallest shown one, until no hidden cell follows from rows and columns."""
    places = list(product(range(len(counts)), range(len(counts[0]))))
    hidden = {(row, column) for row, column in places if counts[row][column] < FEWEST_COUNTED}
    while followed_from(counts, hidden):
        shown = [place for place in places if place not in hidden]
        if not shown:
            return None
        hidden.add(min(shown, key=lambda place: (counts[place[0]][place[1]], place)))
    if len(hidden) == len(places):
        return None
    return tuple(
        tuple(None if (row, column) in hidden else n for column, n in enumerate(line))
        for row, line in enumerate(counts)
    )


def followed_from(counts: Sequence[Sequence[int]], hidden: Collection[Place]) -> bool:
    """Tell whether a hidden cell has one value only that fits the sums of rows and columns, which anybody knows."""
    return any(not _may_differ(counts, hidden, place) for place in hidden)


def _may_differ(counts: Sequence[Sequence[int]], hidden: Collection[Place], place: Place) -> bool:
    """Tell whether the cell could be one more or one less, with hidden cells around a circle making up for it."""
    row, column = place
    others = [one for one in hidden if one != place]
    is_more = _reaches(counts, others, (None, column), (row, None))
    return is_more or (counts[row][column] > 0 and _reaches(counts, others, (row, None), (None, column)))


def _reaches(counts: Sequence[Sequence[int]], others: Sequence[Place], begin: Stand, end: Stand) -> bool:
    """Tell whether one too many in a row or column can be passed on to another, cell by cell.

    From a column by one less in a hidden cell that is not 0, from a row by one more in any hidden cell.
    """
    seen, waiting = {begin}, [begin]
    while waiting:
        row, column = waiting.pop()
        steps: list[Stand] = (
            [(of, None) for of, at in others if at == column and counts[of][at] > 0]
            if row is None
            else [(None, at) for of, at in others if of == row]
        )
        fresh = [step for step in steps if step not in seen]
        seen.update(fresh)
        waiting += fresh
    return end in seen
