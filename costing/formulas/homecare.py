"""Home care: £ per contact hour, from the answers and the rates at the price date (DOMAIN.md §4.1)."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import NamedTuple

from costing.answers import NA, Answers
from costing.forms.homecare import HOMECARE
from costing.formulas.costs import (
    Amount,
    Costs,
    VisitRate,
    VisitTariff,
    total_of,
)
from costing.formulas.sums import needed, subtotals, with_sums

NI_RATE = "employer_ni_rate"
NI_THRESHOLD = "employer_ni_secondary_threshold"
PENSION_LOWER = "pension_qualifying_earnings_lower"
CQC_BASE = "cqc_homecare_fee_base"
CQC_PER_USER = "cqc_homecare_fee_per_service_user"
CQC_CAP = "cqc_homecare_fee_cap"
RATES = frozenset({"national_living_wage", NI_RATE, NI_THRESHOLD, PENSION_LOWER, CQC_BASE, CQC_PER_USER, CQC_CAP})

VISIT_MINUTES = (15, 30, 45, 60)
LENGTHS = tuple((f"visits_{k}", Decimal(k)) for k in VISIT_MINUTES)
PAY_BANDS = ("weekday", "evening", "weekend", "bank_holiday", "senior")
PAID_LINES = (
    "direct_care",
    "travel_time",
    "training",
    "noncontact",
    "holiday",
    "sickness_maternity",
    "notice_suspension",
)
BUSINESS_LINES = tuple(line.key for line in HOMECARE.lines_in("business"))
# The lines that are a cost of the year, and the answer that gives each.
YEARLY_LINES = tuple((line, f"{line}_cost") for line in ("ppe", *BUSINESS_LINES))
HOUR = Decimal(60)
NONE = Decimal(0)

ACTIVITY = frozenset({*(f"visits_{k}" for k in VISIT_MINUTES), "visits_other", "minutes_other", "contact_hours_period"})
NOT_COSTED = frozenset({"visits_double_handed", "excludes_live_in_and_nights", "overheads_shared_by", "own_total"})
INPUTS = frozenset(
    question.key
    for question in HOMECARE.questions
    if (question.is_numeric or question.choices)
    and not question.sheet.startswith("About")
    and question.key not in NOT_COSTED
)


# What an hour costs beside pay and mileage, line by line.
Fixed = tuple[Amount, ...]


class Pattern(NamedTuple):
    """The pattern of visits: ``visits`` per contact hour and ``travel`` minutes per contact hour."""

    visits: Decimal
    travel: Decimal


class Terms(NamedTuple):
    """What hangs on no pattern of visits: £ per contact hour, and what else a pattern is multiplied by.

    ``hours`` is P, the contact hours delivered in the cost year, ``rise`` is 1 + u, and ``roo`` the return on
    operations, in the unit of its basis.
    """

    direct_care: Decimal
    training: Decimal
    noncontact: Decimal
    holiday_weeks: Decimal
    other_weeks: Decimal
    sick_share: Decimal
    maternity: Decimal
    notice_share: Decimal
    travel_minutes: Decimal
    travel_pay: Decimal
    paid_miles: Decimal
    mileage_rate: Decimal
    hours: Decimal
    rise: Decimal
    roo_basis: str | None
    roo: Decimal


@dataclass(frozen=True)
class Branch:
    """The answers of one branch with what everything is divided by.

    ``visits_per_week`` is V, ``hours_per_week`` H and ``hours_per_year`` Y = H · weeks. What hangs on no pattern of
    visits is worked out once.
    """

    answers: Answers
    rates: Mapping[str, Decimal]
    visits_per_week: Decimal
    hours_per_week: Decimal
    hours_per_year: Decimal

    def number(self, key: str) -> Decimal:
        """Return a number that costing cannot do without; a blank one counts as none."""
        return self.answers.numbers.get(key) or NONE

    @cached_property
    def terms(self) -> Terms:
        return _terms(self)

    def pattern_of(self, visits_per_hour: Decimal) -> Pattern:
        return Pattern(visits_per_hour, visits_per_hour * self.terms.travel_minutes)


def cost_homecare(answers: Answers, rates: Mapping[str, Decimal], weeks: Decimal = Decimal(52)) -> Costs:
    """Cost all lines, drivers and visit-length rates.

    Needs visits, hours in the cost year, careworkers and a pay share.
    """
    branch = _branch(answers, rates, weeks)
    pattern = branch.pattern_of(branch.visits_per_week / branch.hours_per_week)
    paid = _paid_lines(branch, pattern)
    gross = total_of(paid.values()) or NONE
    on_costs = {"national_insurance": _national_insurance(branch, gross), "pension": _pension(branch, gross)}
    fixed = _fixed_lines(branch)
    lines = _with_sums(branch, paid | on_costs | fixed | {"mileage": _mileage(branch, pattern)})
    shares = sum(on_costs.values(), NONE) / gross if gross else Decimal(0)
    rest = 1 + shares, tuple(fixed.values())
    return Costs(
        columns={HOMECARE.service: lines},
        drivers=_drivers(branch, pattern),
        visit_rates=_visit_rates(branch, *rest),
        workings={"gross": gross, "mean_pay": _mean_pay(branch, gross), "visits_per_hour": pattern.visits},
        tariff=_tariff(branch, *rest),
    )


def _branch(answers: Answers, rates: Mapping[str, Decimal], weeks: Decimal) -> Branch:
    """Return the branch with V = Σ v_k and H = Σ k·v_k / 60, with k minutes a visit."""
    numbers = answers.numbers
    visits = sum([numbers.get(key) or NONE for key, _ in LENGTHS], numbers.get("visits_other") or NONE)
    hours = _minutes_per_week(answers) / HOUR
    return Branch(answers, rates, visits, hours, hours * weeks)


def _minutes_per_week(answers: Answers) -> Decimal:
    get = answers.numbers.get
    other = (get("minutes_other") or NONE) * (get("visits_other") or NONE)
    return sum([k * (get(key) or NONE) for key, k in LENGTHS], NONE) + other


def _paid_lines(branch: Branch, pattern: Pattern) -> dict[str, Decimal]:
    """Return direct care, travel, training and other paid time, and the absences that are a share of them."""
    return dict(zip(PAID_LINES, _paid(branch.terms, pattern.travel), strict=True))


def _paid(terms: Terms, travel_minutes: Decimal) -> tuple[Decimal, ...]:
    """Return the amounts of ``PAID_LINES`` at so many minutes of travel per contact hour."""
    travel = travel_minutes / HOUR * terms.travel_pay
    worked = (terms.direct_care, travel, terms.training, terms.noncontact)
    paid = sum(worked, NONE)
    holiday = paid * terms.holiday_weeks / terms.other_weeks
    return *worked, holiday, paid * terms.sick_share + terms.maternity, paid * terms.notice_share


def _terms(branch: Branch) -> Terms:
    weeks, basis = branch.number("holiday_weeks"), branch.answers.choice("roo_basis")
    hours = branch.number("contact_hours_period")
    return Terms(
        direct_care=_direct_care(branch),
        training=_training(branch),
        noncontact=_noncontact(branch),
        holiday_weeks=weeks,
        other_weeks=52 - weeks,
        sick_share=branch.number("sick_pay_share"),
        maternity=branch.number("maternity_paternity_cost") / hours,
        notice_share=branch.number("notice_suspension_share"),
        travel_minutes=branch.number("travel_minutes_per_visit"),
        travel_pay=branch.number("travel_pay_rate"),
        paid_miles=branch.number("miles_per_visit") * branch.number("mileage_paid_share"),
        mileage_rate=branch.number("mileage_rate"),
        hours=hours,
        rise=1 + branch.number("overheads_uplift"),
        roo_basis=basis,
        roo=branch.number("roo_gbp" if basis == "per_hour" else "roo_percent"),
    )


def _direct_care(branch: Branch) -> Decimal:
    """Return Σ share · rate / Σ share, £ per contact hour."""
    shares = {band: branch.number(f"pay_share_{band}") for band in PAY_BANDS}
    paid = sum((share * branch.number(f"pay_rate_{band}") for band, share in shares.items()), NONE)
    return paid / sum(shares.values(), NONE)


def _training(branch: Branch) -> Decimal:
    """Return (hours per careworker · careworkers + induction hours · starters) · rate / Y."""
    hours = branch.number("training_hours_per_careworker") * branch.number("careworkers")
    hours += branch.number("induction_hours_per_starter") * branch.number("starters_per_year")
    return hours * branch.number("training_pay_rate") / branch.hours_per_year


def _noncontact(branch: Branch) -> Decimal:
    """Return hours per careworker · careworkers · rate / Y."""
    hours = branch.number("noncontact_hours_per_careworker") * branch.number("careworkers")
    return hours * branch.number("noncontact_pay_rate") / branch.hours_per_year


def _mileage(branch: Branch, pattern: Pattern) -> Decimal:
    """Return q · miles a visit · share of visits paid · £ per mile."""
    return pattern.visits * branch.terms.paid_miles * branch.terms.mileage_rate


def _mean_pay(branch: Branch, gross: Decimal) -> Decimal:
    """Return A = gross · Y / careworkers: mean yearly pay of a careworker in £."""
    return gross * branch.hours_per_year / branch.number("careworkers")


def _national_insurance(branch: Branch, gross: Decimal) -> Decimal:
    """Return max(0, rate · max(0, A − threshold) · careworkers − allowance) / Y, or what was paid / P.

    The statutory figure is an estimate: an average hides that some careworkers stay under the threshold.
    """
    if branch.answers.choice("ni_basis") == "actual":
        return branch.number("ni_cost") / branch.number("contact_hours_period")
    above = max(NONE, _mean_pay(branch, gross) - branch.rates[NI_THRESHOLD])
    due = branch.rates[NI_RATE] * above * branch.number("careworkers") - branch.number("employment_allowance")
    return max(NONE, due) / branch.hours_per_year


def _pension(branch: Branch, gross: Decimal) -> Decimal:
    """Return rate · max(0, A − 6,240) · opted-in share · careworkers / Y, or what was paid / P."""
    if branch.answers.choice("pension_basis") == "actual":
        return branch.number("pension_cost") / branch.number("contact_hours_period")
    above = max(NONE, _mean_pay(branch, gross) - branch.rates[PENSION_LOWER])
    members = branch.number("pension_opt_in_share") * branch.number("careworkers")
    return branch.number("pension_rate") * above * members / branch.hours_per_year


def _fixed_lines(branch: Branch) -> dict[str, Amount]:
    """Return £ in the cost year / P · (1 + u), line by line; undefined where n/a was answered."""
    value_of, number_of = branch.answers.values.get, branch.answers.numbers.get
    hours, rise = branch.terms.hours, branch.terms.rise
    lines = {
        line: None if value_of(key) is NA else (number_of(key) or NONE) / hours * rise for line, key in YEARLY_LINES
    }
    if value_of("cqc_fees_cost") is None:
        lines["cqc_fees"] = _cqc_fee(branch)
    return lines


def _cqc_fee(branch: Branch) -> Decimal:
    """Return min(cap, base + per user · service users) / Y, at the price date and so without a price rise."""
    fee = branch.rates[CQC_BASE] + branch.rates[CQC_PER_USER] * branch.number("service_users")
    return min(branch.rates[CQC_CAP], fee) / branch.hours_per_year


def _with_sums(branch: Branch, lines: Mapping[str, Amount]) -> dict[str, Amount]:
    sums = subtotals(HOMECARE, lines)
    roo = _return_on_operations(branch, total_of(sums.values()))
    return with_sums(HOMECARE, {**lines, "return_on_operations": roo}, sums)


def _return_on_operations(branch: Branch, cost: Amount) -> Amount:
    """Return T·p as a mark-up on cost, T·p/(1−p) as a margin on price, or £ per contact hour as given."""
    terms = branch.terms
    if terms.roo_basis == "per_hour":
        return terms.roo
    if cost is None:
        return None
    return cost * terms.roo / (1 - terms.roo) if terms.roo_basis == "margin" else cost * terms.roo


def _drivers(branch: Branch, pattern: Pattern) -> dict[str, Amount]:
    """Return the drivers; effective pay is the wage test: (basic · 60 + travel rate · m) / (60 + m)."""
    pay = branch.number("basic_pay_rate") * HOUR + branch.number("travel_pay_rate") * pattern.travel
    return {
        "contact_hours_per_week": branch.hours_per_week,
        "contact_hours_per_year": branch.hours_per_year,
        "travel_minutes_per_contact_hour": pattern.travel,
        "average_visit_minutes": branch.hours_per_week * HOUR / branch.visits_per_week,
        "effective_pay": pay / (HOUR + pattern.travel),
    }


def _visit_rates(branch: Branch, on_costs: Decimal, fixed: Fixed) -> dict[str, VisitRate | None]:
    """Return the rate of each length with visits.

    Every visit taken as k minutes, on-costs at the same share of gross.
    """
    lengths = [k for k in VISIT_MINUTES if branch.number(f"visits_{k}") > 0]
    return {str(k): _visit_rate(branch, Decimal(k), on_costs, fixed) for k in lengths}


def _visit_rate(branch: Branch, k: Decimal, on_costs: Decimal, fixed: Fixed) -> VisitRate | None:
    total = _cost_per_hour(branch, HOUR / k, on_costs, fixed)
    return None if total is None else VisitRate(total, total * k / HOUR)


def _tariff(branch: Branch, on_costs: Decimal, fixed: Fixed) -> VisitTariff | None:
    """Return a and b, with which a visit of any length of k minutes costs exactly a + b·k.

    With q visits per contact hour every cost per contact hour is α + β·q. Travel time and mileage are a multiple of q;
    holiday, sickness and notice are shares of what is paid; NI and pension stay at the same share of gross; all else
    hangs on no q; and a return on operations is a share of the sum, or £ per hour as given: sums and multiples of
    straight lines are straight. A visit of k minutes is k/60 of an hour with q = 60/k, and so it costs
    (α + β·60/k)·k/60 = β + α/60·k. Without visits (q = 0) an hour costs α, with one (q = 1) α + β.
    """
    without_visits = _cost_per_hour(branch, NONE, on_costs, fixed)
    with_one = _cost_per_hour(branch, Decimal(1), on_costs, fixed)
    if without_visits is None or with_one is None:
        return None
    return VisitTariff(per_visit=with_one - without_visits, per_minute=without_visits / HOUR)


def _cost_per_hour(branch: Branch, visits_per_hour: Decimal, on_costs: Decimal, fixed: Fixed) -> Amount:
    """Return the total of an hour with so many visits; ``on_costs`` is gross with them, as a multiple of gross."""
    terms = branch.terms
    gross = sum(_paid(terms, visits_per_hour * terms.travel_minutes), NONE)
    mileage = visits_per_hour * terms.paid_miles * terms.mileage_rate
    cost = total_of((gross * on_costs, mileage, *fixed))
    return total_of((cost, _return_on_operations(branch, cost)))


def needs(answers: Answers) -> frozenset[str]:
    """Return the answers that must be there: all numbers of the sheets that feed a line, and what they depend on."""
    return needed(HOMECARE, INPUTS, answers)


def is_possible(answers: Answers) -> bool:
    """Tell whether there are visits, hours in the cost year, careworkers and a pay share to divide by."""
    shares = [answers.number(f"pay_share_{band}") or NONE for band in PAY_BANDS]
    people, hours = answers.number("careworkers"), answers.number("contact_hours_period")
    return bool(_minutes_per_week(answers) and people and hours and sum(shares))
