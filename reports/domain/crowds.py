"""Who stands in a cell, by provider and by provider with a value: of a candidate, and of what was published."""

from collections.abc import Callable, Mapping
from functools import cached_property

from reports.domain.ledger import LedgerEntry
from reports.domain.measures import CellKey
from reports.domain.rosters import bits_at


class Crowd:
    """Who is in a cell: ``providers`` are bits, ``valued`` those of providers with values, made when asked for.

    Most cells are told apart by their providers. ``values`` is by provider's bit that of the provider with the value.
    """

    def __init__(self, providers: int, values: Callable[[], Mapping[int, int]], valued: int | None = None) -> None:
        self.providers, self._make, self._valued = providers, values, valued
        self.has_values = valued is None

    @cached_property
    def values(self) -> Mapping[int, int]:
        return self._make()

    @property
    def valued(self) -> int:
        if self._valued is None:
            self._valued = bits_at(self.values.values())
        return self._valued

    def equals(self, other: "Crowd") -> bool:
        """Tell whether both have the same providers with the same values."""
        return self.providers == other.providers and self.valued == other.valued


class PublishedCrowd:
    """A published cell as a candidate sees it: ``near`` are the valued bits with the small corrections forgiven."""

    def __init__(
        self,
        key: CellKey,
        policy_sha256: str,
        crowd: Crowd,
        entry: LedgerEntry | None = None,
        forgiven: Callable[[], int] | None = None,
    ) -> None:
        self.key, self.policy_sha256, self.crowd, self.entry = key, policy_sha256, crowd, entry
        self._forgiven = forgiven

    @cached_property
    def near(self) -> int:
        return self.crowd.valued if self._forgiven is None else self._forgiven()

    def seen(self, forgiven: Callable[[], int]) -> "PublishedCrowd":
        return PublishedCrowd(self.key, self.policy_sha256, self.crowd, self.entry, forgiven)
