"""A second, plain costing of home care, written down from the formulas alone: the tests' oracle."""

from decimal import Decimal as D

RUNNING = (
    "back_office",
    "travel_costs",
    "premises",
    "recruitment",
    "training_third_party",
    "it",
    "telephony",
    "stationery",
    "insurance",
    "professional_fees",
    "marketing",
    "audit_compliance",
    "uniforms",
    "assistive_technology",
    "central_recharges",
    "other_overheads",
)


def plain_homecare(a: dict[str, str], ni_rate: str, threshold: str) -> dict[str, D | None]:
    """Return Annex A of one return from its answers as text; n/a makes a line, and the sums above it, None."""

    def n(key):
        return D(a.get(key) or 0)

    def year(key):
        return None if a.get(key) == "n/a" else n(key) / n("contact_hours_period")

    v = {15: n("visits_15"), 30: n("visits_30"), 45: n("visits_45"), 60: n("visits_60")}
    visits = sum(v.values()) + n("visits_other")
    h = (sum(k * count for k, count in v.items()) + n("minutes_other") * n("visits_other")) / 60
    y, q = h * 52, visits / h
    m = q * n("travel_minutes_per_visit")
    bands = ("weekday", "evening", "weekend", "bank_holiday", "senior")
    out = {}
    out["direct_care"] = sum(n(f"pay_share_{b}") * n(f"pay_rate_{b}") for b in bands) / sum(
        n(f"pay_share_{b}") for b in bands
    )
    out["travel_time"] = m / 60 * n("travel_pay_rate")
    out["mileage"] = q * n("miles_per_visit") * n("mileage_paid_share") * n("mileage_rate")
    people = n("careworkers")
    training = n("training_hours_per_careworker") * people + n("induction_hours_per_starter") * n("starters_per_year")
    out["training"] = training * n("training_pay_rate") / y
    out["noncontact"] = n("noncontact_hours_per_careworker") * people * n("noncontact_pay_rate") / y
    paid = out["direct_care"] + out["travel_time"] + out["training"] + out["noncontact"]
    out["holiday"] = paid * n("holiday_weeks") / (52 - n("holiday_weeks"))
    out["sickness_maternity"] = paid * n("sick_pay_share") + year("maternity_paternity_cost")
    out["notice_suspension"] = paid * n("notice_suspension_share")
    gross = paid + out["holiday"] + out["sickness_maternity"] + out["notice_suspension"]
    mean = gross * y / people
    if a["ni_basis"] == "actual":
        out["national_insurance"] = year("ni_cost")
    else:
        due = D(ni_rate) * max(D(0), mean - D(threshold)) * people - n("employment_allowance")
        out["national_insurance"] = max(D(0), due) / y
    if a["pension_basis"] == "actual":
        out["pension"] = year("pension_cost")
    else:
        out["pension"] = n("pension_rate") * max(D(0), mean - 6240) * n("pension_opt_in_share") * people / y
    uplift = 1 + n("overheads_uplift")
    out["ppe"] = None if year("ppe_cost") is None else year("ppe_cost") * uplift
    careworker = None if out["ppe"] is None else sum(out.values())
    business = {line: None if (c := year(f"{line}_cost")) is None else c * uplift for line in RUNNING}
    fee = min(D(92004), 239 + D("54.305") * n("service_users")) / y
    given = a.get("cqc_fees_cost")
    business["cqc_fees"] = (None if given == "n/a" else year("cqc_fees_cost") * uplift) if given else fee
    costs = None if None in business.values() else sum(business.values())
    t = None if careworker is None or costs is None else careworker + costs
    p = n("roo_percent")
    roo = n("roo_gbp") if a["roo_basis"] == "per_hour" else None
    if roo is None and t is not None:
        roo = t * p if a["roo_basis"] == "markup" else t * p / (1 - p)
    total = None if t is None or roo is None else t + roo
    sums = {"careworker_costs": careworker, "business_costs": costs, "return_on_operations": roo, "total": total}
    return {**out, **business, **sums}
