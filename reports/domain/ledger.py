"""The ledger of an exercise: what was ever published, and of whom, without saying who.

Members are kept as keyed digests (HMAC-SHA-256; the key is kept apart from the ledger), so that a ledger can be
compared with a new cohort but names nobody, and a provider that was erased still counts in what was published.
"""

import hmac
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property

from reports.domain.measures import CellKey, ReleaseMeasure
from spreadsheets.decimals import rounded

# Figures are told apart to six places, as they are written out; nothing smaller is a corrected value.
_PLACES = 6


@dataclass(frozen=True, slots=True)
class MemberDigest:
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


@dataclass(frozen=True)
class Ledger:
    """Everything that was published of one exercise, the oldest first, and the key of its digests."""

    exercise: str = ""
    key: bytes = field(default=b"", repr=False)
    entries: tuple[LedgerEntry, ...] = ()

    @cached_property
    def by_line(self) -> Mapping[str, tuple[LedgerEntry, ...]]:
        found: dict[str, list[LedgerEntry]] = defaultdict(list)
        for entry in self.entries:
            found[entry.key.family].append(entry)
        return {line: tuple(entries) for line, entries in found.items()}

    def with_entries(self, entries: Iterable[LedgerEntry]) -> "Ledger":
        return Ledger(self.exercise, self.key, (*self.entries, *entries))


EMPTY_LEDGER = Ledger()


class Seal:
    """Makes the digests of one ledger; those of a provider and of an owner are made once for all lines."""

    def __init__(self, ledger: Ledger) -> None:
        self._key = ledger.key
        self._made: dict[tuple[str, ...], str] = {}

    def membership_of(self, measure: ReleaseMeasure) -> Membership:
        return frozenset(
            MemberDigest(
                provider=self._once("provider", member.provider),
                valued=self._digest("valued", member.provider, _six_places(member.value)),
                owner=self._once("owner", member.owner),
            )
            for member in measure.members
        )

    def _once(self, *parts: str) -> str:
        if parts not in self._made:
            self._made[parts] = self._digest(*parts)
        return self._made[parts]

    def _digest(self, *parts: str) -> str:
        # Lengths first, so that no two lists of parts are written alike.
        text = "".join(f"{len(part)}:{part}" for part in parts)
        return hmac.digest(self._key, text.encode(), "sha256").hex()


def _six_places(value: Decimal) -> str:
    return format(rounded(value, _PLACES), "f")
