"""Lengths in minutes or hours, as most systems write them, as the seconds that all else reads.

The SQL beside them (``moment_sql``) takes the same texts for numbers.
"""

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal

from spreadsheets.decimals import rounded

NUMBER = re.compile(r"[0-9]{1,6}(\.[0-9]{1,6})?")
UNITS = {"minutes": 60, "hours": 3600}
WHICH = ("planned", "actual", "claimed")
# Nobody visits for so few seconds, or minutes, as a rule.
SHORTEST_IN_SECONDS, SHORTEST_IN_MINUTES = 300, 5
# Each further field: the one that it gives, and how many seconds are one of its units.
IN_UNITS = {f"{which}_{unit}": (f"{which}_seconds", seconds) for which in WHICH for unit, seconds in UNITS.items()}


def seconds_text(text: str, unit: int) -> str:
    """Return a number of units as whole seconds; what is none, such as 00:45:00, stays as it is."""
    return str(int(rounded(Decimal(text) * unit, 0))) if NUMBER.fullmatch(text) else text


def with_seconds(texts: Mapping[str, str]) -> dict[str, str]:
    """Return a row's texts with seconds in place of minutes and hours."""
    found = dict(texts)
    for key, (target, unit) in IN_UNITS.items():
        if key in found:
            text = found.pop(key)
            found[target] = found.get(target) or seconds_text(text, unit)
    return found


def likely_unit(field: str, said: list[str]) -> str:
    """Return the field in the unit in which these numbers make lengths of visits; the field itself if in seconds."""
    stem = field.removesuffix("_seconds")
    if stem not in WHICH or not said or not all(NUMBER.fullmatch(text) for text in said):
        return field
    numbers = sorted(Decimal(text) for text in said)
    middle = numbers[len(numbers) // 2]
    if middle == 0 or middle >= SHORTEST_IN_SECONDS:
        return field
    return f"{stem}_hours" if middle < SHORTEST_IN_MINUTES else f"{stem}_minutes"


def plain_fields(keys: Iterable[str]) -> frozenset[str]:
    """Return what a file's fields tell, whatever the units of its lengths."""
    return frozenset(IN_UNITS[key][0] if key in IN_UNITS else key for key in keys)
