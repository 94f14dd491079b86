"""Two tabs, or two people, at one page: each field keeps the newer word; where both changed it the first one stands."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FieldClash:
    """A field that two have changed: ``theirs`` was saved first and stands, ``mine`` is still on the page."""

    key: str
    theirs: str
    mine: str


@dataclass(frozen=True, slots=True)
class MergedFields:
    """What is to be kept, and the fields that were not taken over."""

    typed: dict[str, str]
    clashes: tuple[FieldClash, ...]


def merged_fields(
    keys: Iterable[str], before: Mapping[str, str], mine: Mapping[str, str], stored: Mapping[str, str]
) -> MergedFields:
    """Merge what is on a page, which showed ``before`` when it was opened, with what has been stored since."""
    typed, clashes = {}, []
    for key in keys:
        old, new, theirs = (values.get(key, "") for values in (before, mine, stored))
        typed[key] = theirs if new == old else new
        if new != old and theirs not in (old, new):
            clashes.append(FieldClash(key, theirs, new))
            typed[key] = theirs
    return MergedFields(typed, tuple(clashes))
