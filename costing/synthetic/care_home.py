"""Invented care homes: plausible, all different, none of them real."""

from datetime import date
from decimal import Decimal
from random import Random

# £ per resident per week of a middling home in 2022 prices, and how far homes differ (a share, one standard deviation).
_PER_RESIDENT_WEEK = {
    "therapy_staff": ("0.90", 0.3),
    "activity_coordinators": ("12.50", 0.25),
    "service_management": ("44", 0.2),
    "reception_admin": ("16", 0.25),
    "chefs_cooks": ("36", 0.2),
    "domestic_staff": ("46", 0.2),
    "maintenance_gardening": ("15", 0.25),
    "other_staffing": ("2", 0.4),
    "fixtures_fittings": ("4.50", 0.35),
    "repairs_maintenance": ("20", 0.3),
    "furniture_equipment": ("8", 0.3),
    "other_premises": ("2", 0.4),
    "food": ("38", 0.15),
    "cleaning_supplies": ("7", 0.25),
    "medical_supplies": ("5", 0.35),
    "ppe": ("2.40", 0.4),
    "office_supplies": ("1.80", 0.3),
    "insurance": ("8", 0.25),
    "registration_fees": ("4", 0.1),
    "telephone_internet": ("2.20", 0.3),
    "council_tax_rates": ("1.50", 0.3),
    "utilities": ("27", 0.25),
    "waste": ("5", 0.3),
    "transport_activities": ("5", 0.35),
    "other_supplies": ("3", 0.4),
    "central_management": ("26", 0.35),
    "support_services": ("16", 0.35),
    "recruitment_training_vetting": ("8", 0.3),
    "other_head_office": ("3", 0.4),
}
_RISES = {"food": (8, 14), "utilities": (15, 28), "insurance": (8, 15)}
_NAMES = ("Acorn", "Beech", "Cedar", "Dove", "Elm", "Fern", "Grove", "Hazel", "Ivy", "Juniper", "Kestrel", "Larch")
_KINDS = ("House", "Lodge", "Court", "Manor")
_WEEKS = 365 / 7
_PLACES = ("residential", "residential_enhanced", "nursing", "nursing_enhanced", "other")


def invented_care_home(random: Random, location_id: str, price_date: date) -> dict[str, str]:
    """Return the answers of one home in their normal form; nothing in them must be fixed."""
    residents = _residents(random)
    care, nurse = _care_hours(random, residents), _nurse_hours(random, residents)
    pay = {"care": max(9.5, round(random.gauss(10.15, 0.3), 2)), "nurse": round(random.uniform(17.8, 20.9), 2)}
    beds = round(sum(residents.values()) / random.uniform(0.82, 0.96) + 0.5)
    return {
        **_about(random, location_id, price_date, beds),
        **{f"occupied_{place}": str(number) for place, number in residents.items()},
        **{f"care_hours_{place}": f"{hours:.1f}" for place, hours in care.items()},
        **{f"nurse_hours_{place}": f"{hours:.1f}" for place, hours in nurse.items()},
        **{
            f"{kind}_basic_pay_rate": f"{rate:.2f}"
            for kind, rate in pay.items()
            if kind == "care" or any(nurse.values())
        },
        **_staff(random, "care_staff", residents, care, pay["care"] * random.uniform(1.18, 1.4)),
        **_staff(random, "nursing_staff", residents, nurse, pay["nurse"] * random.uniform(1.15, 1.35)),
        **_running_costs(random, sum(residents.values())),
        **_returns(random),
        **({"fnc_deducted": "no"} if any(nurse.values()) else {}),
    }


def _residents(random: Random) -> dict[str, int]:
    """Return residents by category: most homes have all four, a few have residents outside the exercise."""
    nursing = random.randint(14, 30)
    sizes = (
        random.randint(8, 22),
        random.randint(6, 18),
        nursing,
        random.randint(4, 14),
        random.choice((0, 0, 0, 2, 3)),
    )
    return dict(zip(_PLACES, sizes, strict=True))


def _care_hours(random: Random, residents: dict[str, int]) -> dict[str, float]:
    standard, more = random.uniform(18, 22), random.uniform(2.5, 6)
    hours = {"residential": standard, "residential_enhanced": standard + more, "other": standard}
    hours |= {"nursing": standard + 1.5, "nursing_enhanced": standard + 1.5 + more}
    return {place: hours[place] if residents[place] else 0 for place in _PLACES}


def _nurse_hours(random: Random, residents: dict[str, int]) -> dict[str, float]:
    """Return hours that are enough for a nurse to be there at all times."""
    hours = max(random.uniform(8, 11), 172 / residents["nursing"])
    return {**dict.fromkeys(_PLACES, 0.0), "nursing": hours, "nursing_enhanced": hours + random.uniform(0.2, 1.5)}


def _about(random: Random, location_id: str, price_date: date, beds: int) -> dict[str, str]:
    year = price_date.year - 1 if (price_date.month, price_date.day) >= (4, 1) else price_date.year - 2
    return {
        "location_id": location_id,
        "home_name": f"{random.choice(_NAMES)} {random.choice(_KINDS)} {location_id[-3:]}",
        "completed_by_name": "A Bookkeeper",
        "completed_by_email": f"accounts{location_id[-5:]}@example.org",
        "period_start": f"{year}-04-01",
        "period_end": f"{year + 1}-03-31",
        "price_date": price_date.isoformat(),
        "registered_beds": str(beds + random.choice((0, 0, 1, 2))),
        "active_beds": str(beds),
        "tenure": random.choice(("freehold", "freehold", "leasehold")),
    }


def _staff(
    random: Random, line: str, residents: dict[str, int], hours: dict[str, float], cost_per_hour: float
) -> dict[str, str]:
    """Return a year's cost before the price rise, from what an hour costs at the price date."""
    rise = random.randint(40, 70) / 1000
    worked = sum(residents[place] * hours[place] for place in _PLACES) * _WEEKS
    return {f"{line}_cost": str(round(worked * cost_per_hour / (1 + rise))), f"{line}_uplift": str(rise)}


def _running_costs(random: Random, residents: int) -> dict[str, str]:
    costs: dict[str, str] = {}
    for line, (middle, spread) in _PER_RESIDENT_WEEK.items():
        amount = float(middle) * random.lognormvariate(0, spread) * residents * _WEEKS
        costs[f"{line}_cost"] = str(round(amount))
        costs[f"{line}_uplift"] = _share(random.randint(*_RISES.get(line, (3, 9))))
    return {
        **costs,
        "other_detail": "Sundries and small repairs",
        "grants_netted_off": random.choice(("yes", "none_received")),
        "overheads_shared_by": random.choice(("not_shared", "beds", "revenue")),
    }


def _returns(random: Random) -> dict[str, str]:
    """Return the two returns: most homes give shares, some give pounds for a resident week."""
    operations = {"roo_basis": "markup", "roo_percent": _share(random.randint(3, 9))}
    capital = {
        "roc_basis": "percent_of_value",
        "freehold_value_per_bed": str(random.randint(55, 110) * 1000),
        "roc_percent": _share(random.choice((5, 5, 6))),
    }
    if random.random() < 0.2:
        operations = {"roo_basis": "per_resident_week", "roo_gbp": str(random.randint(28, 62))}
    if random.random() < 0.2:
        capital = {"roc_basis": "per_resident_week", "roc_gbp": str(random.randint(55, 115))}
    return operations | capital


def _share(percent: int) -> str:
    return str(Decimal(percent) / 100)
