"""Invented markets: for the demonstration, the tests and the benchmarks."""

from collections.abc import Callable
from datetime import date
from random import Random

from submissions.domain.invented.homecare import invented_homecare

_BRANCHES: dict[str, Callable[[Random, str, date], dict[str, str]]] = {"homecare": invented_homecare}
PRICE_DATE = date(2022, 4, 1)


def invented_market(service: str, locations: int, *, seed: int, price_date: date = PRICE_DATE) -> list[dict[str, str]]:
    """Answers of as many locations, in their normal form; the same seed gives the same market."""
    random = Random(seed)
    first = 100_000_000 + seed % 1000 * 100_000
    return [_BRANCHES[service](random, f"1-{first + i:09d}", price_date) for i in range(1, locations + 1)]
