"""The costing of each service: a pure function from answers to Annex A, and whether a return can be costed."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from costing.answers import Answers
from costing.formulas import care_home, homecare
from costing.formulas.costs import Costs

CostFunction = Callable[[Answers, Mapping[str, Decimal], Decimal], Costs]


@dataclass(frozen=True, slots=True)
class Costing:
    """The costing of a service.

    ``rates`` are those it takes from the table, ``needs`` the answers without which it cannot be done,
    ``is_possible`` whether there is anything to divide by, ``activity`` the answers that every line depends on.
    """

    cost: CostFunction
    rates: frozenset[str]
    needs: Callable[[Answers], frozenset[str]]
    is_possible: Callable[[Answers], bool]
    activity: frozenset[str]


COSTINGS: dict[str, Costing] = {
    "homecare": Costing(
        homecare.cost_homecare, homecare.RATES, homecare.needs, homecare.is_possible, homecare.ACTIVITY
    ),
    "care_home": Costing(
        care_home.cost_care_home, care_home.RATES, care_home.needs, care_home.is_possible, care_home.ACTIVITY
    ),
}
