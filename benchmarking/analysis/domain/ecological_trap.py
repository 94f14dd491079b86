"""The trap: what is true between councils need not be true between providers, nor inside a council."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from benchmarking.analysis.domain.ranks import numbers, pearson, spearman
from benchmarking.rounds.domain.councils import CouncilFigures, RatedProvider


@dataclass(frozen=True, slots=True)
class EcologicalTrap:
    """Price beside rating: *between* councils and *pooled* over providers by ranks, *inside* councils by Pearson's r
    of both less their council's plain mean. None where a figure does not vary.
    """

    between: float | None
    pooled: float | None
    inside: float | None


def trap_of(councils: Sequence[CouncilFigures], providers: Sequence[RatedProvider]) -> EcologicalTrap:
    pairs = [(one.price, one.good_share) for one in councils if one.price is not None and one.good_share is not None]
    rated = _rated(providers)
    return EcologicalTrap(
        between=_of(pairs, by_rank=True),
        pooled=_of([(price, rating) for _, price, rating in rated], by_rank=True),
        inside=_of(_inside(rated), by_rank=False),
    )


def slope_inside(providers: Sequence[RatedProvider]) -> tuple[float | None, int]:
    """Return how many rating points, of 1 to 4, a provider of a council has for each pound above its mean price.

    Beside it of how many providers; for the team alone.
    """
    rated = _rated(providers)
    pairs = _inside(rated)
    spread = sum(price * price for price, _ in pairs)
    return (sum(price * rating for price, rating in pairs) / spread if spread > 0 else None), len(rated)


def _rated(providers: Sequence[RatedProvider]) -> list[tuple[str, float, float]]:
    return [(one.la, one.price, float(one.rating)) for one in providers if one.price is not None and one.rating]


def _inside(rated: Sequence[tuple[str, float, float]]) -> list[tuple[float, float]]:
    by_council: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for la, price, rating in rated:
        by_council[la].append((price, rating))
    return [pair for rows in by_council.values() for pair in _less_mean(rows)]


def _less_mean(rows: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    prices, ratings = (sum(row[place] for row in rows) / len(rows) for place in (0, 1))
    return [(price - prices, rating - ratings) for price, rating in rows]


def _of(pairs: Sequence[tuple[float, float]], *, by_rank: bool) -> float | None:
    if len(pairs) < 2:
        return None
    x, y = (numbers([pair[place] for pair in pairs]) for place in (0, 1))
    return spearman(x, y) if by_rank else pearson(x, y)
