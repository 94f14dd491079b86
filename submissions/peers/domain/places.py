"""The place of a figure among those of its peers, and P01: whether it lies far from them."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal, localcontext

from costing.quantiles import EXACT, Quartiles
from submissions.peers.domain.peer_groups import FEWEST, ColumnPeers, PeerGroup, PeerReturn

CODE = "P01"
# How far a total may lie from the median of its peers: a band of the exercise.
TOTAL_BAND = "total_from_peers"
_SPREAD, _HALF, _DOUBLE = Decimal("1.5"), Decimal("0.5"), Decimal(2)


@dataclass(frozen=True, slots=True)
class LinePlace:
    """A figure of a return among its peers; ``lower`` and ``higher`` count those that have less and more.

    ``quartiles`` are None where no peer has the line, ``value`` where the return has not (n/a).
    """

    value: Decimal | None
    group: PeerGroup
    quartiles: Quartiles | None
    lower: int = 0
    higher: int = 0

    @property
    def n(self) -> int:
        return self.quartiles.n if self.quartiles else 0

    @property
    def usual(self) -> tuple[Decimal, Decimal] | None:
        return usual_range(self.quartiles) if self.quartiles else None

    @property
    def is_outlier(self) -> bool:
        """P01: the figure is outside of what is usual among its peers."""
        if self.value is None or self.usual is None:
            return False
        low, high = self.usual
        return not low <= self.value <= high

    @property
    def from_median(self) -> Decimal | None:
        """How far it lies from the median, as a share of it (0.31 above, −0.2 below); None of a median of 0."""
        if self.value is None or self.quartiles is None or not self.quartiles.median:
            return None
        with localcontext(EXACT):
            return (self.value - self.quartiles.median) / abs(self.quartiles.median)

    def is_further_than(self, share: Decimal) -> bool:
        """Tell whether it lies further from the median than this share of it."""
        return self.from_median is not None and abs(self.from_median) > share


def usual_range(quartiles: Quartiles) -> tuple[Decimal, Decimal]:
    """Return what is usual by P01: one and a half times the middle half around it; of few, half to twice the median."""
    with localcontext(EXACT):
        if quartiles.n >= FEWEST:
            reach = (quartiles.upper - quartiles.lower) * _SPREAD
            return quartiles.lower - reach, quartiles.upper + reach
        ends = quartiles.median * _HALF, quartiles.median * _DOUBLE
        return min(ends), max(ends)


def place_of(own: PeerReturn, line: str, peers: ColumnPeers) -> LinePlace:
    """Return the place of a return's figure among all others of its group, itself left out."""
    group, value = peers.group_of(own), own.columns.get(peers.column, {}).get(line)
    ordered = peers.figures(group, line)
    at = _place_in(ordered, _kept(own, line, peers))
    quartiles = peers.quartiles_without(group, line, at)
    if value is None:
        return LinePlace(None, group, quartiles)
    lower, up_to = bisect_left(ordered, value), bisect_right(ordered, value)
    if at is not None:  # itself, which is no other
        lower, up_to = lower - (at < lower), up_to - (at < up_to)
    others = len(ordered) - (at is not None)
    return LinePlace(value, group, quartiles, lower, others - up_to)


def _kept(own: PeerReturn, line: str, peers: ColumnPeers) -> Decimal | None:
    """Return the figure of the return's own version that counts, which is not always the one that is looked at."""
    counted = peers.rows.get(own.id)
    return counted.columns[peers.column].get(line) if counted else None


def _place_in(ordered: Sequence[Decimal], value: Decimal | None) -> int | None:
    """Return where a figure stands among rising ones; None if it is not there."""
    at = len(ordered) if value is None else bisect_left(ordered, value)
    return at if at < len(ordered) else None
