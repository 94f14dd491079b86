"""Counts of which none of 1 to 4 may be read, nor follow from the others: in one line, or in rows and columns."""

from collections.abc import Collection, Hashable, Mapping, Sequence
from itertools import product
from typing import TypeVar

FEWEST_COUNTED = 5
Place = tuple[int, int]
# A row, or a column.
Stand = tuple[int | None, int | None]
Table = tuple[tuple[int | None, ...], ...]
Choice = TypeVar("Choice", bound=Hashable)
Line = TypeVar("Line", bound=Hashable)


def shown_counts(counts: Mapping[Choice, int]) -> dict[Choice, int | None]:
    """Return counts with those under 5 hidden; where the hidden ones add up to 1 to 4, the next larger is hidden too.

    How many there are in all is known to anybody, and so is what the hidden ones add up to.
    """
    hidden = {choice for choice, n in counts.items() if n < FEWEST_COUNTED}
    rest = sorted((choice for choice in counts if choice not in hidden), key=lambda choice: counts[choice])
    while rest and 0 < sum(counts[choice] for choice in hidden) < FEWEST_COUNTED:
        hidden.add(rest.pop(0))
    return {choice: None if choice in hidden else n for choice, n in counts.items()}


def shown_cells(counts: Mapping[Line, Mapping[Choice, int]]) -> dict[Line, dict[Choice, int | None]]:
    """Return counts by line and choice with None for those hidden; the sums of both are known to anybody.

    Lines and choices of nobody hide nothing of the others, and are hidden as 0 is.
    """
    choices = [choice for choice in next(iter(counts.values()), {}) if any(row[choice] for row in counts.values())]
    lines = [line for line, row in counts.items() if any(row.values())]
    found: dict[Line, dict[Choice, int | None]] = {line: dict.fromkeys(row) for line, row in counts.items()}
    if len(lines) < 2 or len(choices) < 2:
        for line in lines:
            found[line] |= shown_counts({choice: counts[line][choice] for choice in choices})
        return found
    table = shown_table([[counts[line][choice] for choice in choices] for line in lines])
    for place, line in enumerate(lines if table else ()):
        found[line] |= dict(zip(choices, table[place], strict=True)) if table else {}
    return found


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
