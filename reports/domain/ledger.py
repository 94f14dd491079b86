"""The ledger of an exercise: what was ever published, and of whom, without saying who.

Members are kept as keyed digests (HMAC-SHA-256; the key is kept apart from the ledger), so that a ledger can be
compared with a new cohort but names nobody, and a provider that was erased still counts in what was published.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cached_property
from typing import NamedTuple

from reports.domain.cohort import Cohort
from reports.domain.measures import CellKey


class MemberDigest(NamedTuple):
    """The digests of one member of a published cell; ``valued`` is that of the provider with its value."""

    provider: str
    valued: str
    owner: str


Membership = frozenset[MemberDigest]


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures of a shown cell; quartiles, weighted mean and coverage may each be withheld."""

    n: int
    median: Decimal
    lower_quartile: Decimal | None
    upper_quartile: Decimal | None
    indicative: bool
    weighted_mean: Decimal | None = None
    coverage: Decimal | None = None


@dataclass(frozen=True, slots=True)
class LedgerEntry:
    """One published cell. Entries of one measure, the line, are compared across columns, groups and releases."""

    key: CellKey
    release: str
    policy_sha256: str
    figures: Figures
    membership: Membership


# The values behind a release: (column, line) → provider → value.
Values = Mapping[tuple[str, str], Mapping[str, Decimal]]


@dataclass(frozen=True)
class Ledger:
    """Everything that was published of one exercise, the oldest first, and the key of its digests.

    ``values`` are those behind earlier releases, as their frozen calculations still have them (R13). ``elsewhere`` is
    what was published of other exercises with the same service and price date. ``closed`` says that the exercise's
    closing day has passed.
    """

    exercise: str = ""
    key: bytes = field(default=b"", repr=False)
    entries: tuple[LedgerEntry, ...] = ()
    values: Mapping[str, Values] = field(default_factory=dict, repr=False, compare=False)
    elsewhere: tuple[LedgerEntry, ...] = ()
    closed: bool = False

    @cached_property
    def origins(self) -> Mapping[str, tuple[LedgerEntry, ...]]:
        """Return by line the entries with which figures came, the oldest first.

        A figure that is carried forward is written again with the same members: only its first row is an origin.
        """
        return _origins(self.entries)

    @cached_property
    def origins_elsewhere(self) -> Mapping[str, tuple[LedgerEntry, ...]]:
        return _origins(self.elsewhere)

    def with_entries(self, entries: Iterable[LedgerEntry], values: Mapping[str, Values] | None = None) -> "Ledger":
        """Return the ledger with what a release added, and the values behind it: {release: values_in(cohorts)}."""
        return replace(self, entries=(*self.entries, *entries), values={**self.values, **(values or {})})


EMPTY_LEDGER = Ledger()


def values_in(cohorts: Iterable[Cohort]) -> Values:
    """Return the values of the cohorts of a release, to hold later corrections against."""
    return {
        (cohort.column, key): {row.provider: value for row in cohort.rows if (value := row.values[key]) is not None}
        for cohort in cohorts
        for key in cohort.keys
    }


def _origins(entries: Sequence[LedgerEntry]) -> Mapping[str, tuple[LedgerEntry, ...]]:
    first: dict[tuple[CellKey, Membership], LedgerEntry] = {}
    for entry in entries:
        first.setdefault((entry.key, entry.membership), entry)
    found: dict[str, list[LedgerEntry]] = defaultdict(list)
    for entry in first.values():
        found[entry.key.family].append(entry)
    return {line: tuple(origins) for line, origins in found.items()}
