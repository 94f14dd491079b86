"""The members of all measures of a release: of every line in every column, and of each group."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from operator import itemgetter
from typing import Any

from reports.domain.cohort import Cohort, owner_key
from reports.domain.members import MemberGroup, MemberPool, Members

# A column and a line.
Place = tuple[str, str]


@dataclass(frozen=True)
class MemberTable:
    """The members of every line in every column, and of all columns of a line."""

    pool: MemberPool
    whole: Mapping[Place, Members]
    everyone: Mapping[str, Members]


def member_table(cohorts: Sequence[Cohort]) -> MemberTable:
    """Return the members of the cohorts; rows whose answer is n/a are none."""
    rows = [(row, number) for number, cohort in enumerate(cohorts) for row in cohort.rows]
    rows.sort(key=lambda pair: pair[0].provider)
    pool = MemberPool(
        [row.provider for row, _ in rows], [owner_key(row.owner) for row, _ in rows], [row.weight for row, _ in rows]
    )
    whole: dict[Place, Members] = {}
    for number, cohort in enumerate(cohorts):
        group = MemberGroup(pool, [place for place, (_, of) in enumerate(rows) if of == number])
        elsewhere = dict.fromkeys(cohort.keys)
        values = [row.values if of == number else elsewhere for row, of in rows]
        whole.update(((cohort.column, key), _on_line(group, list(map(itemgetter(key), values)))) for key in cohort.keys)
    return MemberTable(pool, whole, _everyone_by_line(whole))


def group_places(whole: MemberGroup, group_of: Mapping[str, str]) -> dict[int, str]:
    """Return which group each place of a column is in, by the group of each provider; none for who is in none."""
    names = whole.pool.providers
    return {place: group_of[names[place]] for place in whole.places if names[place] in group_of}


def member_groups(whole: MemberGroup, group_at: Mapping[int, str]) -> dict[str, MemberGroup]:
    places: dict[str, list[int]] = {}
    for place, name in group_at.items():
        places.setdefault(name, []).append(place)
    return {name: MemberGroup(whole.pool, found) for name, found in places.items()}


def members_by_group(
    members: Members, group_at: Mapping[int, str], groups: Mapping[str, MemberGroup]
) -> dict[str, Members]:
    """Return the members of each group, in their order; who is in no group is left out."""
    ranks: dict[str | None, list[int]] = {None: [], **{name: [] for name in groups}}
    for rank, name in enumerate(map(group_at.get, members.places)):
        ranks[name].append(rank)
    place, value = members.places.__getitem__, members.values.__getitem__
    return {
        name: Members(of, tuple(map(place, ranks[name])), tuple(map(value, ranks[name]))) for name, of in groups.items()
    }


def _on_line(group: MemberGroup, column: Sequence[Any]) -> Members:
    """Return who has a figure in the column, which has a value or None for each place of the pool."""
    try:
        places = sorted(group.places, key=column.__getitem__) if len(group.places) > 1 else _given(group, column)
    except TypeError:  # None does not compare
        places = sorted(_given(group, column), key=column.__getitem__)
    return Members(group, tuple(places), tuple(map(column.__getitem__, places)))


def _given(group: MemberGroup, column: Sequence[Any]) -> list[int]:
    return [place for place in group.places if column[place] is not None]


def _everyone_by_line(whole: Mapping[Place, Members]) -> dict[str, Members]:
    """Return the members of all columns of a line; those of a line that has one column as they are."""
    columns: dict[str, list[Members]] = {}
    for (_, line), members in whole.items():
        columns.setdefault(line, []).append(members)
    return {line: parts[0] if len(parts) == 1 else _merged(parts) for line, parts in columns.items()}


def _merged(parts: Sequence[Members]) -> Members:
    pairs = sorted(chain.from_iterable(zip(part.values, part.places, strict=True) for part in parts))
    places = [place for _, place in pairs]
    return Members(MemberGroup(parts[0].group.pool, sorted(places)), places, [value for value, _ in pairs])
