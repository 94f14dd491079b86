"""Invented markets for the demonstration, the tests and the benchmarks."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from random import Random

from costing.synthetic.care_home import invented_care_home
from costing.synthetic.homecare import invented_homecare
from costing.synthetic.special_homes import SPECIAL_HOMES

Answers = dict[str, str]


@dataclass(frozen=True, slots=True)
class _Kind:
    """How a service's locations are invented, their first number, and what is special of some by position."""

    invent: Callable[[Random, str, date], Answers]
    first: int
    special: Mapping[int, Callable[[Answers], Answers]] = field(default_factory=dict)


_KINDS: dict[str, _Kind] = {
    "homecare": _Kind(invented_homecare, 100_000_000),
    "care_home": _Kind(invented_care_home, 200_000_000, SPECIAL_HOMES),
}
PRICE_DATE = date(2022, 4, 1)


def invented_market(service: str, locations: int, *, seed: int, price_date: date = PRICE_DATE) -> list[Answers]:
    """Return the answers of as many locations, in their normal form; the same seed gives the same market."""
    random, kind = Random(seed), _KINDS[service]
    first = kind.first + seed % 1000 * 100_000 + 1
    market = [kind.invent(random, f"1-{first + i:09d}", price_date) for i in range(locations)]
    return [kind.special[i](answers) if i in kind.special else answers for i, answers in enumerate(market)]
