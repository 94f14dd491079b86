"""Test support: an uplift worked out a second time, in fractions, from what the documents say of it."""

from decimal import Decimal
from fractions import Fraction

from costing.form import Form, LineKind
from reports.domain.inputs import ReturnInputs
from reports.domain.uplift_terms import Uplift

PAY = ["direct_care", "travel_time", "training", "holiday", "noncontact", "sickness_maternity", "notice_suspension"]
Line = Fraction | None


def fraction(amount: Decimal | None) -> Line:
    return None if amount is None else Fraction(amount)


def plain_uplift(form: Form, one: ReturnInputs, uplift: Uplift) -> dict[str, dict[str, Line]]:
    return {key: _column(form, one, lines, uplift) for key, lines in one.costs.columns.items()}


def _column(form: Form, one: ReturnInputs, lines: dict, uplift: Uplift) -> dict[str, Line]:
    given = {key: text for key, text in one.given.items() if text}
    rates = {name: Fraction(rate) for name, rate in uplift.rates.items()}
    new: dict[str, Line] = {}
    for line in form.lines:
        if line.kind == LineKind.LINE:
            of = uplift.lines.get(line.key)
            factor = Fraction(of.to_value) / Fraction(of.from_value) if of and of.index else Fraction(1)
            old = fraction(lines[line.key])
            new[line.key] = None if old is None else old * factor
    if form.service == "homecare":
        year = Fraction(one.costs.drivers["contact_hours_per_year"])
        people = Fraction(given["careworkers"])
        known = all(lines[key] is not None for key in PAY)
        was = sum(Fraction(lines[key]) for key in PAY) if known else None
        now = sum(new[key] for key in PAY) if known else None

        def on_pay(line: str, basis: str, yearly: Fraction | None) -> Line:
            if now is None or (given[basis] == "actual" and lines[line] is None):
                return None
            return Fraction(lines[line]) / was * now if given[basis] == "actual" else max(yearly, Fraction(0)) / year

        pay = None if now is None else now * year / people
        ni = pension = None
        if pay is not None:
            allowance = Fraction(given.get("employment_allowance", "0"))
            above = max(Fraction(0), pay - rates["employer_ni_secondary_threshold"])
            ni = rates["employer_ni_rate"] * above * people - allowance
            members = people * Fraction(given.get("pension_opt_in_share", "0"))
            lower = rates["pension_qualifying_earnings_lower"]
            pension = Fraction(given.get("pension_rate", "0")) * max(Fraction(0), pay - lower) * members
        new["national_insurance"] = on_pay("national_insurance", "ni_basis", ni)
        new["pension"] = on_pay("pension", "pension_basis", pension)
        if "cqc_fees_cost" not in given:
            users = Fraction(given.get("service_users", "0"))
            fee = rates["cqc_homecare_fee_base"] + rates["cqc_homecare_fee_per_service_user"] * users
            new["cqc_fees"] = min(rates["cqc_homecare_fee_cap"], fee) / year
    share = _roo(form, one, given)
    cost = _sum(
        new[line.key] for line in form.lines if line.kind == LineKind.LINE and not line.key.startswith("return_")
    )
    if share is not None:
        new["return_on_operations"] = None if cost is None else cost * share
    return with_plain_sums(form, new)


def _roo(form: Form, one: ReturnInputs, given: dict[str, str]) -> Line:
    if form.service == "care_home":
        return fraction(one.costs.workings["roo_share"])
    share = Fraction(given.get("roo_percent", "0"))
    return {"markup": share, "margin": share / (1 - share), "per_hour": None}[given["roo_basis"]]


def with_plain_sums(form: Form, new: dict[str, Line]) -> dict[str, Line]:
    plain = [line for line in form.lines if line.kind == LineKind.LINE]
    for total in form.lines:
        if total.kind != LineKind.LINE:
            new[total.key] = _sum(
                new[line.key] for line in plain if total.kind == LineKind.TOTAL or line.section == total.section
            )
    return new


def _sum(values) -> Line:
    values = list(values)
    return None if None in values else sum(values, Fraction(0))
