"""R4, R5 and R13: keep anybody from learning a figure by subtracting one published cell from another.

Two cells are compared by who is in them, and by who is in them with which value: a corrected value is another one,
and a newcomer stays one when all values move a little. A correction below a step of the published figure is none, but
no reason to print a second rounding either. Sets are bits of whole numbers, so that a search over unions is quick; one
that grows too long counts as a leak: unknown falls to hidden.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import count

from reports.domain.ledger import LedgerEntry
from reports.domain.measures import CellKey
from reports.domain.policy import Policy
from reports.domain.protected_table import HidingReason

_LONGEST_SEARCH = 5_000


class Roster:
    """Gives each provider, and each provider with a value, a bit, and remembers whose it is."""

    def __init__(self) -> None:
        self._places: dict[object, int] = {}
        self._owners: list[str] = []

    def place(self, token: object, owner: str) -> int:
        """Return the place of the bit; an owner is the one first seen."""
        found = self._places.get(token)
        if found is None:
            found = self._places[token] = len(self._owners)
            self._owners.append(owner)
        return found

    def find(self, token: object) -> int | None:
        return self._places.get(token)

    def owners_up_to(self, bits: int, most: int) -> int:
        """Return how many owners the bits are of, counted no further than one beyond ``most``."""
        if bits.bit_count() <= 1:
            return bits.bit_count()
        found: set[str] = set()
        while bits and len(found) <= most:
            lowest = bits & -bits
            found.add(self._owners[lowest.bit_length() - 1])
            bits ^= lowest
        return len(found)


@dataclass(frozen=True, slots=True)
class Crowd:
    """Who is in a cell: ``providers`` are bits, ``valued`` those of providers with values.

    ``values`` is by provider's bit that of the provider with the value.
    """

    providers: int
    valued: int
    values: Mapping[int, int]


@dataclass(frozen=True, slots=True)
class PublishedCrowd:
    """A published cell as a candidate sees it: ``near`` are the valued bits with the small corrections forgiven."""

    key: CellKey
    policy_sha256: str
    crowd: Crowd
    near: int
    entry: LedgerEntry | None = None


def crowd_of(places: Iterable[tuple[int, int]]) -> Crowd:
    """Return the crowd of pairs: the place of a provider, the place of the provider with its value."""
    values = dict(places)
    return Crowd(bits_at(values), bits_at(values.values()), values)


def bits_at(places: Iterable[int]) -> int:
    bits = 0
    for place in places:
        bits |= 1 << place
    return bits


class CrowdComparison:
    """A candidate for publication beside everything that was published on its line, the oldest first."""

    def __init__(self, roster: Roster, policy: Policy, candidate: Crowd, published: Sequence[PublishedCrowd]) -> None:
        self._roster, self._policy, self._candidate, self._published = roster, policy, candidate, published
        self._limit = policy.max_difference_owners

    @cached_property
    def reason_to_hide(self) -> HidingReason | None:
        """Return the rule that hides the cell, R4 or R5."""
        if self.is_a_small_difference():
            return HidingReason.DIFFERENCE
        return HidingReason.COMPLEMENT if self.is_a_small_complement() else None

    def earlier(self, key: CellKey) -> LedgerEntry | None:
        """R4, same cell: return the latest earlier publication that is too close to differ, if any.

        One that does not differ counts as well: under a new policy the same members would give a second,
        differently rounded figure, and two roundings tell more than one.
        """
        same = (one for one in reversed(self._published) if one.entry is not None and one.key == key)
        return next((one.entry for one in same if self._is_near(one) or self._is_close_by_provider(one)), None)

    def is_a_small_difference(self) -> bool:
        """R4, another cell: tell whether 1…``limit`` owners stand between this cell and any published one.

        No difference at all hides nothing, unless another policy rounded the published one. Where all differences
        are below a step the figure would be a second rounding.
        """
        return any(self._tells(one) for one in self._published)

    def is_a_small_complement(self) -> bool:
        """R5: tell whether a total and a union of disjoint cells, this cell among them, differ by 1…``limit`` owners.

        This cell may be the total or a part. A union may reach beyond the total as long as few owners do.
        """
        return any(self._leaves_few(own, sorted(others)) for own, others in self._views())

    def has_the_providers_of(self, entry: LedgerEntry) -> bool:
        return any(one.entry is entry and one.crowd.providers == self._candidate.providers for one in self._published)

    def same_by_value(self) -> LedgerEntry | None:
        """R13, another exercise: return the latest entry with exactly these providers and values."""
        same = (one.entry for one in reversed(self._published) if one.crowd.valued == self._candidate.valued)
        return next(same, None)

    def is_close_by_value(self) -> bool:
        """R13, another exercise: tell whether 1…``limit`` owners, with their values, stand between any two."""
        return any(self._is_small(one.crowd.valued ^ self._candidate.valued) for one in self._published)

    def _views(self) -> Iterator[tuple[int, set[int]]]:
        by_provider = (self._candidate.providers, {one.crowd.providers for one in self._published})
        by_value = (self._candidate.valued, {one.crowd.valued for one in self._published})
        yield by_provider
        if by_value != by_provider:
            yield by_value
        nearly = (self._candidate.valued, {one.near for one in self._published})
        if nearly != by_value:
            yield nearly

    def _tells(self, one: PublishedCrowd) -> bool:
        if one.crowd.valued == self._candidate.valued:
            return one.policy_sha256 != self._policy.sha256
        return self._is_near(one) or self._is_close_by_provider(one)

    def _is_near(self, one: PublishedCrowd) -> bool:
        return self._few(one.near ^ self._candidate.valued)

    def _is_close_by_provider(self, one: PublishedCrowd) -> bool:
        return self._is_small(one.crowd.providers ^ self._candidate.providers)

    def _leaves_few(self, own: int, others: Sequence[int]) -> bool:
        as_a_part = [(total, own) for total in others if self._few(own & ~total)]
        return any(self._some_union_comes_close(*root, others) for root in [(own, 0), *as_a_part])

    def _some_union_comes_close(self, total: int, first: int, others: Sequence[int]) -> bool:
        """Tell whether some union of several parts comes close to the total; ``first`` is in every union.

        R4 covers single parts.
        """
        parts = [part for part in others if part != total and not part & first and self._few(part & ~total)]
        steps = count(1)
        for union, size in _unions(first, 1 if first else 0, parts):
            if next(steps) > _LONGEST_SEARCH or (size > 1 and self._is_small(total ^ union)):
                return True
        return False

    def _few(self, bits: int) -> bool:
        return bits.bit_count() <= self._limit or self._roster.owners_up_to(bits, self._limit) <= self._limit

    def _is_small(self, bits: int) -> bool:
        return bits != 0 and self._few(bits)


def _unions(union: int, size: int, parts: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield every union of ``union`` with disjoint ``parts``, and how many parts it has."""
    yield union, size
    for position, part in enumerate(parts, 1):
        if not union & part:
            yield from _unions(union | part, size + 1, parts[position:])
