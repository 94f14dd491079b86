"""From answers to Annex A: a pure function a service, and whether a return can be costed at all."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from submissions.domain.answers import Answers
from submissions.domain.costing.costs import Costs
from submissions.domain.costing.homecare import RATES as HOMECARE_RATES
from submissions.domain.costing.homecare import cost_homecare

CostFunction = Callable[[Answers, Mapping[str, Decimal], Decimal], Costs]


@dataclass(frozen=True, slots=True)
class Costing:
    """How a service is costed, and the rates that this takes from the table."""

    cost: CostFunction
    rates: frozenset[str]


COSTINGS: dict[str, Costing] = {"homecare": Costing(cost_homecare, HOMECARE_RATES)}
