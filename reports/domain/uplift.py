"""Uplift the costs of a return to another price date: pay by the wage, National Insurance afresh, the rest by index."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal, localcontext

from costing.form import Form
from costing.formulas.costs import Amount, Costs, total_of
from costing.formulas.homecare import CQC_BASE, CQC_CAP, CQC_PER_USER, NI_RATE, NI_THRESHOLD, PENSION_LOWER
from costing.formulas.sums import cost_before_returns, with_sums
from reports.domain.uplift_terms import FIGURES, PAY, Uplift, plain_lines

# Answers on which it hangs how a figure is worked out afresh; in the digest of a calculation that does so.
ANSWERS = {
    "homecare": (
        "careworkers",
        "ni_basis",
        "employment_allowance",
        "pension_basis",
        "pension_rate",
        "pension_opt_in_share",
        "cqc_fees_cost",
        "service_users",
        "roo_basis",
        "roo_percent",
    ),
    "care_home": ("freehold_value_per_bed",),
}
Given = Mapping[str, str]
Lines = Mapping[str, Amount]
ZERO = Decimal(0)


def given_in(service: str, answers: Mapping[str, str]) -> dict[str, str]:
    """Return the answers, in their normal form, on which working afresh hangs; blank ones too."""
    return {key: answers.get(key, "") for key in ANSWERS.get(service, ())}


def number_in(given: Given, key: str) -> Decimal:
    """Return a number that working afresh cannot do without; a blank one or n/a counts as none."""
    text = given.get(key, "")
    return Decimal(text) if text and text != "n/a" else ZERO


def uplifted(form: Form, costs: Costs, given: Given, uplift: Uplift) -> Costs:
    """Return the costs at the prices of another date; visit-length rates and drivers stay as they are."""
    with localcontext(FIGURES):
        columns = {key: _column(form, lines, costs, given, uplift) for key, lines in costs.columns.items()}
    return replace(costs, columns=columns)


def _column(form: Form, lines: Lines, costs: Costs, given: Given, uplift: Uplift) -> dict[str, Amount]:
    found = {line.key: _times(lines[line.key], uplift.factor(line.key)) for line in plain_lines(form)}
    if form.service == "homecare":
        found |= _on_costs(lines, found, costs, given, uplift)
        if not given.get("cqc_fees_cost"):
            found["cqc_fees"] = _fee(costs, given, uplift)
    share = roo_share(form, costs, given)
    if share is not None:
        cost = cost_before_returns(form, found)
        found["return_on_operations"] = None if cost is None else cost * share
    return with_sums(form, found)


def roo_share(form: Form, costs: Costs, given: Given) -> Amount:
    """Return the share of cost that a return on operations is; None if it was given in £."""
    if form.service != "homecare":
        return costs.workings.get("roo_share")
    basis, share = given.get("roo_basis"), number_in(given, "roo_percent")
    if basis == "per_hour":
        return None
    return share / (1 - share) if basis == "margin" else share


def _times(amount: Amount, factor: Decimal) -> Amount:
    return None if amount is None else amount * factor


def _on_costs(before: Lines, after: Lines, costs: Costs, given: Given, uplift: Uplift) -> dict[str, Amount]:
    """Return National Insurance and pension on the new pay; where £ were given, at the same share of pay as before."""
    was, now = (total_of(lines[key] for key in sorted(PAY["homecare"])) for lines in (before, after))
    if was is None or now is None:
        return {"national_insurance": None, "pension": None}
    grown = now / was if was else Decimal(1)
    afresh = {"national_insurance": _national_insurance, "pension": _pension}
    in_pounds = {"national_insurance": given.get("ni_basis"), "pension": given.get("pension_basis")}
    return {
        line: _times(before[line], grown) if in_pounds[line] == "actual" else work_out(now, costs, given, uplift)
        for line, work_out in afresh.items()
    }


def _national_insurance(gross: Decimal, costs: Costs, given: Given, uplift: Uplift) -> Amount:
    """Return max(0, rate · max(0, A − threshold) · careworkers − allowance) / Y at the rates of the date."""
    year, people = _year(costs), number_in(given, "careworkers")
    if not year or not people:
        return None
    above = max(ZERO, gross * year / people - uplift.rates[NI_THRESHOLD])
    due = uplift.rates[NI_RATE] * above * people - number_in(given, "employment_allowance")
    return max(ZERO, due) / year


def _pension(gross: Decimal, costs: Costs, given: Given, uplift: Uplift) -> Amount:
    """Return rate · max(0, A − lower bound) · opted-in share · careworkers / Y, with the bound of the date."""
    year, people = _year(costs), number_in(given, "careworkers")
    if not year or not people:
        return None
    above = max(ZERO, gross * year / people - uplift.rates[PENSION_LOWER])
    return number_in(given, "pension_rate") * above * number_in(given, "pension_opt_in_share") * people / year


def _fee(costs: Costs, given: Given, uplift: Uplift) -> Amount:
    """Return the regulator's fee by its scheme of the date, as for a return that gave none."""
    year = _year(costs)
    fee = uplift.rates[CQC_BASE] + uplift.rates[CQC_PER_USER] * number_in(given, "service_users")
    return min(uplift.rates[CQC_CAP], fee) / year if year else None


def _year(costs: Costs) -> Decimal:
    return costs.drivers.get("contact_hours_per_year") or ZERO
