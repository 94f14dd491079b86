"""Invented home-care branches: plausible, all different, none of them real."""

from datetime import date
from decimal import Decimal
from random import Random

# £ per contact hour of a middling branch in 2022 prices, and how far branches differ (a share, one standard deviation).
_PER_HOUR = {
    "ppe": ("0.20", 0.5),
    "back_office": ("3.20", 0.25),
    "travel_costs": ("0.08", 0.5),
    "premises": ("0.36", 0.4),
    "recruitment": ("0.14", 0.4),
    "training_third_party": ("0.09", 0.4),
    "it": ("0.22", 0.35),
    "telephony": ("0.09", 0.35),
    "stationery": ("0.04", 0.4),
    "insurance": ("0.15", 0.3),
    "professional_fees": ("0.12", 0.4),
    "marketing": ("0.05", 0.5),
    "audit_compliance": ("0.04", 0.4),
    "uniforms": ("0.04", 0.4),
    "assistive_technology": ("0.01", 0.5),
    "central_recharges": ("0.45", 0.5),
    "other_overheads": ("0.05", 0.5),
}
_NAMES = ("Acorn", "Beech", "Cedar", "Dove", "Elm", "Fern", "Grove", "Hazel", "Ivy", "Juniper", "Kestrel", "Larch")


def invented_homecare(random: Random, location_id: str, price_date: date) -> dict[str, str]:
    """Return the answers of one branch in their normal form; nothing in them must be fixed."""
    visits = _visits(random)
    hours = sum(int(k.removeprefix("visits_")) * v for k, v in visits.items() if k != "visits_other") / 60 * 52
    basic = round(random.gauss(10.35, 0.35), 2) if random.random() > 0.05 else 9.55
    year = round(hours * random.uniform(0.95, 1.05))
    return {
        **_about(random, location_id, price_date),
        **{key: str(value) for key, value in visits.items()},
        "visits_double_handed": str(round(sum(visits.values()) * random.uniform(0.05, 0.2))),
        "service_users": str(max(8, round(hours / 52 / random.uniform(8, 14)))),
        "contact_hours_period": str(year),
        **_travel(random, basic),
        **_pay(random, max(basic, 9.5)),
        **_time(random, basic, hours),
        **_on_costs(random, year),
        **_running_costs(random, year),
    }


def _visits(random: Random) -> dict[str, int]:
    size = random.lognormvariate(6.9, 0.5)
    shares = {15: 0.08, 30: 0.6, 45: 0.2, 60: 0.12}
    visits = {f"visits_{k}": round(size * share * random.uniform(0.7, 1.3)) for k, share in shares.items()}
    return {**visits, "visits_other": 0}


def _about(random: Random, location_id: str, price_date: date) -> dict[str, str]:
    council, others, nhs = random.randint(50, 75), random.randint(0, 9), random.randint(0, 10)
    shares = (council, others, nhs, 100 - council - others - nhs)
    keys = ("share_this_authority", "share_other_authorities", "share_nhs", "share_self_funded")
    year = price_date.year - 1 if (price_date.month, price_date.day) >= (4, 1) else price_date.year - 2
    return {
        "location_id": location_id,
        "branch_name": f"{random.choice(_NAMES)} Home Care {location_id[-3:]}",
        "completed_by_name": "A Bookkeeper",
        "completed_by_email": f"accounts{location_id[-5:]}@example.org",
        "period_start": f"{year}-04-01",
        "period_end": f"{year + 1}-03-31",
        "price_date": price_date.isoformat(),
        "excludes_live_in_and_nights": "yes",
        **{key: _share(value) for key, value in zip(keys, shares, strict=True)},
    }


def _travel(random: Random, basic: float) -> dict[str, str]:
    return {
        "travel_minutes_per_visit": f"{random.uniform(4, 9):.1f}",
        "miles_per_visit": f"{random.uniform(0.8, 3.2):.1f}",
        "mileage_rate": f"{random.choice((25, 30, 35, 40, 45)) / 100:.2f}",
        "mileage_paid_share": _share(random.randint(70, 100)),
        "travel_pay_rate": f"{basic:.2f}",
    }


def _pay(random: Random, basic: float) -> dict[str, str]:
    weekend, evening, bank = random.randint(20, 28), random.randint(0, 12), 2
    rates = {"weekday": basic, "evening": basic + 0.3, "weekend": basic + 0.8, "bank_holiday": basic * 1.5, "senior": 0}
    shares = {"weekday": 100 - weekend - evening - bank, "evening": evening, "weekend": weekend, "bank_holiday": bank}
    pay = {f"pay_rate_{band}": f"{rate:.2f}" for band, rate in rates.items()}
    split = {f"pay_share_{band}": _share(shares.get(band, 0)) for band in rates}
    return {"basic_pay_rate": f"{basic:.2f}", **pay, **split}


def _time(random: Random, basic: float, hours: float) -> dict[str, str]:
    careworkers = max(3, round(hours / 52 / random.uniform(14, 24)))
    return {
        "careworkers": str(careworkers),
        "training_hours_per_careworker": str(random.randint(12, 36)),
        "induction_hours_per_starter": str(random.randint(16, 40)),
        "starters_per_year": str(round(careworkers * random.uniform(0.2, 0.5))),
        "training_pay_rate": f"{basic:.2f}",
        "noncontact_hours_per_careworker": str(random.randint(6, 20)),
        "noncontact_pay_rate": f"{basic:.2f}",
        "holiday_weeks": random.choice(("5.6", "5.6", "5.6", "6")),
        "sick_pay_share": f"{random.uniform(0.01, 0.04):.3f}",
        "notice_suspension_share": f"{random.uniform(0.001, 0.004):.4f}",
    }


def _on_costs(random: Random, year: int) -> dict[str, str]:
    return {
        "maternity_paternity_cost": str(round(year * random.uniform(0.02, 0.08))),
        "ni_basis": "statutory",
        "employment_allowance": "0",
        "pension_basis": "contribution",
        "pension_rate": "0.03",
        "pension_opt_in_share": _share(random.randint(60, 95)),
    }


def _running_costs(random: Random, year: int) -> dict[str, str]:
    costs = {
        f"{line}_cost": str(round(float(middle) * random.lognormvariate(0, spread) * year))
        for line, (middle, spread) in _PER_HOUR.items()
    }
    return {
        **costs,
        "other_overheads_detail": "Bank charges and subscriptions",
        "overheads_uplift": _share(random.choice((0, 0, 2, 4, 5))),
        "overheads_shared_by": random.choice(("not_shared", "hours", "revenue")),
        "roo_basis": "markup",
        "roo_percent": _share(random.randint(2, 9)),
    }


def _share(percent: int) -> str:
    return str(Decimal(percent) / 100)
