"""Care homes: £ per resident per week in each bed category, from the answers alone (DOMAIN.md §4.2)."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from costing.answers import NA, Answers
from costing.forms.care_home import CARE_HOME
from costing.formulas import residents
from costing.formulas.costs import Amount, Costs
from costing.formulas.sums import cost_before_returns, needed, with_sums
from costing.rates import NATIONAL_LIVING_WAGE

# No line hangs on a rate; the wage moves the bands of the checks to the price date.
RATES = frozenset({NATIONAL_LIVING_WAGE})
DAYS = Decimal(365)
WEEKS = DAYS / 7

# The lines whose staff are not there for every resident alike, and the hours by which they are shared out.
BY_HOURS = {"care_staff": "care", "nursing_staff": "nurse"}
COST_LINES = tuple(line.key for line in CARE_HOME.lines if f"{line.key}_cost" in CARE_HOME.by_key)

ACTIVITY = frozenset({*residents.OCCUPIED, *residents.PERIOD})
RETURNS = frozenset(
    {"roo_basis", "roo_percent", "roo_gbp", "roc_basis", "roc_percent", "roc_gbp", "freehold_value_per_bed"}
)
INPUTS = (
    ACTIVITY
    | RETURNS
    | {"active_beds", *residents.CARE_HOURS, *residents.NURSE_HOURS}
    | {f"{line}_{answer}" for line in COST_LINES for answer in ("cost", "uplift")}
)


@dataclass(frozen=True)
class Home:
    """The answers of one home with what everything is divided by: R, the days of the cost year, the occupancy."""

    answers: Answers
    residents: Decimal
    days: Decimal
    occupancy: Decimal

    def number(self, key: str) -> Decimal:
        """Return a number that costing cannot do without; a blank one counts as none."""
        return self.answers.number(key) or Decimal(0)

    def share_given(self, returns: str) -> Amount:
        """Return the share of a return that depends on other figures; None if it was given in £."""
        in_pounds = self.answers.choice(f"{returns}_basis") == "per_resident_week"
        return None if in_pounds else self.number(f"{returns}_percent")


def cost_care_home(answers: Answers, rates: Mapping[str, Decimal], weeks: Decimal = WEEKS) -> Costs:
    """Cost all lines of each category with residents. Neither rates nor weeks enter: the year of a home has 365 days.

    Needs residents, active beds and a cost year. Workings ``roo_share`` and ``roc_share`` are None if that return
    was given in £; the costs per hour are undefined without hours.
    """
    home = Home(answers, residents.residents_in(answers), residents.days_of(answers), _occupancy(answers))
    columns = {category: _lines(home, category) for category in residents.categories_in(answers)}
    return Costs(
        columns=columns,
        drivers={"occupancy": home.occupancy},
        workings={
            "roo_share": home.share_given("roo"),
            "roc_share": home.share_given("roc"),
            **{f"{line}_per_hour": _per_hour(home, line) for line in BY_HOURS},
        },
    )


def _occupancy(answers: Answers) -> Decimal:
    return residents.occupancy_of(answers) or Decimal(0)


def _lines(home: Home, category: str) -> dict[str, Amount]:
    lines = {line: _per_resident_week(home, line, category) for line in COST_LINES}
    lines["return_on_capital"] = _return_on_capital(home)
    lines["return_on_operations"] = _return_on_operations(home, cost_before_returns(CARE_HOME, lines))
    return with_sums(CARE_HOME, lines)


def _a_year(home: Home, line: str) -> Amount:
    """Return cost' = £ in the cost year · 365 / days · (1 + uplift of the line); undefined if n/a was answered."""
    if home.answers.values.get(f"{line}_cost") is NA:
        return None
    return home.number(f"{line}_cost") * DAYS / home.days * (1 + home.number(f"{line}_uplift"))


def _per_resident_week(home: Home, line: str, category: str) -> Amount:
    """Return cost' / R / W; for care and nursing staff cost' · hours_c / Σ(R·hours) / W."""
    cost = _a_year(home, line)
    if cost is None:
        return None
    if line not in BY_HOURS:
        return cost / home.residents / WEEKS
    hours = residents.hours_per_week(home.answers, BY_HOURS[line])
    return cost * home.number(f"{BY_HOURS[line]}_hours_{category}") / hours / WEEKS if hours else Decimal(0)


def _per_hour(home: Home, line: str) -> Amount:
    """Return cost' / (Σ(R·hours) · W): the cost of an hour of care or nursing staff."""
    cost, hours = _a_year(home, line), residents.hours_per_week(home.answers, BY_HOURS[line])
    return None if cost is None or not hours else cost / hours / WEEKS


def _return_on_operations(home: Home, cost: Amount) -> Amount:
    """Return operating cost · p, or £ per resident week as given."""
    share = home.share_given("roo")
    if share is None:
        return home.number("roo_gbp")
    return None if cost is None else cost * share


def _return_on_capital(home: Home) -> Amount:
    """Return freehold value per active bed · p / W / occupancy, or £ per resident week as given.

    Rent is never added.
    """
    share = home.share_given("roc")
    if share is None:
        return home.number("roc_gbp")
    return home.number("freehold_value_per_bed") * share / WEEKS / home.occupancy


def needs(answers: Answers) -> frozenset[str]:
    """Return the answers that must be there.

    Residents, hours, the cost year, costs with their uplifts, both returns.
    """
    return needed(CARE_HOME, INPUTS, answers)


def is_possible(answers: Answers) -> bool:
    """Tell whether there are residents of the exercise, active beds and days to divide by."""
    return bool(residents.categories_in(answers) and residents.occupancy_of(answers) and residents.days_of(answers))
