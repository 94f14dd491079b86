"""R4, R5 and R13: keep anybody from learning a figure by subtracting one published cell from another.

Two cells are compared by who is in them, and by who is in them with which value: a corrected value is another one,
and a newcomer stays one when all values move a little. A correction below a step of the published figure is none, but
no reason to print a second rounding either. Sets are bits of whole numbers, so that a search over unions is quick; one
that grows too long counts as a leak: unknown falls to hidden.
"""

from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from itertools import count

from reports.domain.crowds import Crowd, PublishedCrowd
from reports.domain.ledger import LedgerEntry
from reports.domain.measures import CellKey
from reports.domain.policy import Policy
from reports.domain.protected_table import HidingReason
from reports.domain.rosters import Roster

_LONGEST_SEARCH = 5_000


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
        same = (one.entry for one in reversed(self._published) if one.crowd.equals(self._candidate))
        return next(same, None)

    def is_close_by_value(self) -> bool:
        """R13, another exercise: tell whether 1…``limit`` owners, with their values, stand between any two."""
        close = (one.crowd for one in self._published if self._could_be_near(one))
        return any(self._is_small(crowd.valued ^ self._candidate.valued) for crowd in close)

    def _views(self) -> Iterator[tuple[int, set[int]]]:
        by_provider = (self._candidate.providers, {one.crowd.providers for one in self._published})
        yield by_provider
        if not (self._candidate.has_values and self._could_be_by_value()):
            return
        by_value = (self._candidate.valued, {one.crowd.valued for one in self._published})
        if by_value != by_provider:
            yield by_value
        nearly = (self._candidate.valued, {one.near for one in self._published})
        if nearly != by_value:
            yield nearly

    def _tells(self, one: PublishedCrowd) -> bool:
        if one.crowd.equals(self._candidate):
            return one.policy_sha256 != self._policy.sha256
        return self._is_near(one) or self._is_close_by_provider(one)

    def _is_near(self, one: PublishedCrowd) -> bool:
        return self._could_be_near(one) and self._few(one.near ^ self._candidate.valued)

    def _could_be_near(self, one: PublishedCrowd) -> bool:
        """Tell whether few owners may stand between the two by value: whoever is in one alone does in any case.

        Not where an owner has changed: then owners are counted as each value was first seen.
        """
        return not self._roster.is_steady or self._few(one.crowd.providers ^ self._candidate.providers)

    def _is_close_by_provider(self, one: PublishedCrowd) -> bool:
        return self._is_small(one.crowd.providers ^ self._candidate.providers)

    def _could_be_by_value(self) -> bool:
        """Tell whether R5 may bite by value where it does not by provider: with parts that overlap by few owners.

        Whoever is in two parts with two values is in the total with one at most, and so stands between them.
        """
        if not self._roster.is_steady:
            return True
        others = [one.crowd.providers for one in self._published]
        return self._leaves_few(self._candidate.providers, others, nearly=True)

    def _leaves_few(self, own: int, others: Sequence[int], *, nearly: bool = False) -> bool:
        """Tell whether a total and a union differ by few; ``nearly`` lets parts overlap by few, or differ by none."""
        as_a_part = [(total, own) for total in others if self._few(own & ~total)]
        return any(self._some_union_comes_close(*root, others, nearly) for root in [(own, 0), *as_a_part])

    def _some_union_comes_close(self, total: int, first: int, others: Sequence[int], nearly: bool) -> bool:
        """Tell whether some union of several parts comes close to the total; ``first`` is in every union.

        R4 covers single parts.
        """
        joins = self._overlap_by_few if nearly else _are_disjoint
        parts = [part for part in others if joins(first, part) and self._few(part & ~total)]
        if not nearly:
            parts = [part for part in parts if part != total]
        steps = count(1)
        for union, size in _unions(first, 1 if first else 0, parts, joins):
            is_close = size > 1 and self._few(total ^ union) and (nearly or union != total)
            if is_close or next(steps) > _LONGEST_SEARCH:
                return True
        return False

    def _overlap_by_few(self, one: int, other: int) -> bool:
        return self._few(one & other)

    def _few(self, bits: int) -> bool:
        return bits.bit_count() <= self._limit or self._roster.owners_up_to(bits, self._limit) <= self._limit

    def _is_small(self, bits: int) -> bool:
        return bits != 0 and self._few(bits)


def _are_disjoint(one: int, other: int) -> bool:
    return not one & other


def _unions(
    union: int, size: int, parts: Sequence[int], joins: Callable[[int, int], bool]
) -> Iterator[tuple[int, int]]:
    """Yield every union of ``union`` with ``parts`` that may join it, and how many parts it has."""
    yield union, size
    for position, part in enumerate(parts, 1):
        if joins(union, part):
            yield from _unions(union | part, size + 1, parts[position:], joins)
