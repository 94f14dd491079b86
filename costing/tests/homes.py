"""Test support: a home with round figures, so that what it comes to can be worked out by hand."""

from decimal import Decimal

from costing.answers import Answers
from costing.forms.care_home import CARE_HOME
from costing.formulas.care_home import COST_LINES, cost_care_home
from costing.formulas.costs import Costs
from costing.parsing.answers import take_in
from costing.tests.returns import example, raw_return

# 14 residents in 20 beds: £7,300 a year is £10.00 for each of them and week (7,300 × 7 / 365 / 14).
FOURTEEN = {
    "registered_beds": "20",
    "active_beds": "20",
    "occupied_residential": "14",
    "care_hours_residential": "20",
    "roo_basis": "per_resident_week",
    "roo_gbp": "0",
    "roc_basis": "per_resident_week",
    "roc_gbp": "0",
}
NOBODY_ELSE = {
    f"{asked}_{place}": "0"
    for asked in ("occupied", "care_hours", "nurse_hours")
    for place in ("residential", "residential_enhanced", "nursing", "nursing_enhanced", "other")
}
NO_COSTS = {f"{line}_{part}": "0" for line in COST_LINES for part in ("cost", "uplift")}


def home(**changed: str) -> Answers:
    given = example("care_home_1")["answers"] | NO_COSTS | NOBODY_ELSE | FOURTEEN | changed
    answers, _ = take_in(CARE_HOME, raw_return("care_home", given))
    return answers


def costs_of(**changed: str) -> Costs:
    return cost_care_home(home(**changed), {})


def pounds(amount: Decimal | None) -> Decimal | None:
    """Return pounds to a hundredth of a penny, as 365 / 7 has no end."""
    return None if amount is None else amount.quantize(Decimal("0.0001")).normalize()
