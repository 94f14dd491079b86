"""The members of a measure, by rising value: of a column, of all columns, of each group."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import chain
from operator import attrgetter
from typing import NamedTuple

from reports.domain.cohort import Cohort, owner_key

# A column and a line.
Place = tuple[str, str]


class Member(NamedTuple):
    """A return that has a figure on the measure."""

    provider: str
    owner: str
    value: Decimal
    weight: Decimal


Members = tuple[Member, ...]


def members_by_place(cohorts: Sequence[Cohort]) -> dict[Place, Members]:
    """Return the members of each line in each column; rows whose answer is n/a are none."""
    return dict(place for cohort in cohorts for place in _places_of(cohort))


def everyone_by_line(places: Mapping[Place, Members]) -> dict[str, Members]:
    """Return the members of all columns of a line; those of a line that has one column as they are."""
    columns: dict[str, list[Members]] = {}
    for (_, line), members in places.items():
        columns.setdefault(line, []).append(members)
    return {line: parts[0] if len(parts) == 1 else _merged(parts) for line, parts in columns.items()}


def members_by_group(members: Members, group_of: Mapping[str, str]) -> dict[str, Members]:
    """Return the members of each group, in their order; who is in no group is left out."""
    groups: dict[str, list[Member]] = {}
    for member in members:
        group = group_of.get(member.provider)
        if group is not None:
            groups.setdefault(group, []).append(member)
    return {group: tuple(found) for group, found in groups.items()}


def _places_of(cohort: Cohort) -> Iterator[tuple[Place, Members]]:
    rows = sorted(cohort.rows, key=lambda row: row.provider)
    owners = [owner_key(row.owner) for row in rows]
    for line in (*(line.key for line in cohort.lines), *(measure.line for measure in cohort.further)):
        members = [
            Member(row.provider, owner, value, row.weight)
            for row, owner in zip(rows, owners, strict=True)
            if (value := row.values[line]) is not None
        ]
        # Those of one value stay in the order of their providers.
        members.sort(key=attrgetter("value"))
        yield (cohort.column, line), tuple(members)


def _merged(parts: Sequence[Members]) -> Members:
    return tuple(sorted(chain.from_iterable(parts), key=attrgetter("value", "provider")))
