"""Test support: the worked scenario, random ones, and a plain twin of the fee model in fractions."""

import json
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from random import Random
from typing import Any

from markets.fees.domain.fee_file import fee_inputs, parsed
from markets.fees.domain.inputs import FeeInputs

EXAMPLE = Path(__file__).parent / "files" / "fee_1.json"
Document = dict[str, Any]


def worked_example() -> Document:
    return json.loads(EXAMPLE.read_text(encoding="utf-8"))


def read(document: Document) -> FeeInputs:
    inputs, faults = fee_inputs(parsed(json.dumps(document)))  # type: ignore[arg-type]
    assert inputs is not None, faults
    return inputs


def fee_1() -> FeeInputs:
    return read(worked_example()["inputs"])


def random_document(rng: Random) -> Document:
    """Return a branch that might be: from a handful of hours to thousands, with visits of any length."""
    lengths = rng.sample([10, 15, 20, 30, 45, 60, 90, 120], rng.randint(1, 4))
    cuts = sorted(rng.randint(1, 99) for _ in lengths[1:])
    shares = [b - a for a, b in zip([0, *cuts], [*cuts, 100], strict=True)]
    return {
        "pay": round(rng.uniform(9, 18), 2),
        "travel_pay": round(rng.uniform(0, 15), 2),
        "waiting_pay": round(rng.uniform(0, 15), 2),
        "other_paid_share": round(rng.uniform(0, 0.1), 3),
        "holiday_weeks": round(rng.uniform(5.6, 8), 1),
        "sick_share": round(rng.uniform(0, 0.06), 3),
        "notice_share": round(rng.uniform(0, 0.01), 4),
        "contact_hours_per_careworker": round(rng.uniform(5, 35), 1),
        "ni_rate": 0.15,
        "ni_threshold": 5000,
        "employment_allowance": rng.choice([0, 10500]),
        "pension_rate": 0.03,
        "pension_floor": 6240,
        "opted_in": round(rng.uniform(0.5, 1), 2),
        "mileage_rate": 0.35,
        "drivers": round(rng.uniform(0.3, 1), 2),
        "fixed_gbp_year": rng.randint(0, 300_000),
        "variable_gbp_hour": round(rng.uniform(0, 5), 2),
        "hours_per_week": rng.choice([15, 90, 250, 700, 2500]),
        "margin": round(rng.uniform(0, 0.15), 3),
        "margin_basis": rng.choice(["price", "cost"]),
        "weeks": 52,
        "nlw": 12.21,
        "zones": {"one": {key: round(rng.uniform(0, 15), 1) for key in "twd"}, "none": dict.fromkeys("twd", 0)},
        "mix": {str(k): share / 100 for k, share in zip(lengths, shares, strict=True)},
    }


def plain_rate(document: Mapping[str, Any], zone: str) -> Fraction:
    """Return the rate an hour by the formulas of the page, in fractions and without the portal's costing."""
    given = {key: Fraction(str(value)) for key, value in document.items() if isinstance(value, (int, float))}
    t, w, d = (Fraction(str(document["zones"][zone][key])) for key in "twd")
    q = 60 / sum(int(k) * Fraction(str(share)) for k, share in document["mix"].items())
    contact_and_way = given["pay"] + q * t / 60 * given["travel_pay"] + q * w / 60 * given["waiting_pay"]
    paid = contact_and_way * (1 + given["other_paid_share"])
    absent = given["holiday_weeks"] / (52 - given["holiday_weeks"]) + given["sick_share"] + given["notice_share"]
    gross = paid * (1 + absent)
    yearly = given["contact_hours_per_careworker"] * given["weeks"]
    hours, people = given["hours_per_week"] * given["weeks"], given["hours_per_week"] * given["weeks"] / yearly
    due = given["ni_rate"] * max(0, gross * yearly - given["ni_threshold"]) * people - given["employment_allowance"]
    members = given["opted_in"] * people
    pension = given["pension_rate"] * max(0, gross * yearly - given["pension_floor"]) * members / hours
    direct = gross + max(0, due) / hours + pension + q * d * given["drivers"] * given["mileage_rate"]
    cost = direct + given["variable_gbp_hour"] + given["fixed_gbp_year"] / hours
    margin = given["margin"]
    return cost / (1 - margin) if document["margin_basis"] == "price" else cost * (1 + margin)


def pounds(value: str) -> Decimal:
    return Decimal(value)
