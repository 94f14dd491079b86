"""Where a scenario begins: the published lines of a release, and what has to be typed because it is hidden.

Lines are £ per contact hour at the market's own visits an hour. Pay for travel and mileage grow with the travel minutes
of a zone, (q·t) of the zone over (q·t) of the market; NI and pension keep their share of gross pay.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from costing.figure_words import gbp
from markets.fees.domain.inputs import HOUR
from spreadsheets.decimals import rounded

LINES = {
    "direct_care": "Direct care",
    "travel_time": "Travel time",
    "mileage": "Mileage",
    "ppe": "PPE",
    "training": "Training (staff time)",
    "holiday": "Holiday",
    "noncontact": "Additional non-contact pay costs",
    "sickness_maternity": "Sickness, maternity and paternity pay",
    "notice_suspension": "Notice and suspension pay",
    "national_insurance": "National Insurance",
    "pension": "Pension",
    "business_costs": "Total business costs",
    "return_on_operations": "Return on operations",
}
SUPPORTING = {
    "travel_minutes_per_contact_hour": ("Travel minutes per contact hour", "minutes"),
    "contact_hours_per_week": ("Contact hours of a branch", "hours a week"),
    "mileage_rate": ("Mileage rate", "£ per mile"),
}
LENGTHS = ("15", "30", "45", "60")
POUNDS, VISITS = "£ per contact hour", "visits a week"
YEAR, EIGHT = Decimal(52), Decimal("0.00000001")
NOTHING, ONE = Decimal(0), Decimal(1)


@dataclass(frozen=True, slots=True)
class ReleasedFigure:
    """A figure that a scenario begins from; ``median`` is None where it is hidden and has to be typed."""

    key: str
    label: str
    unit: str
    median: Decimal | None
    is_indicative: bool = False

    @property
    def is_hidden(self) -> bool:
        return self.median is None

    @property
    def words(self) -> str:
        """Return the median with its pounds, or without zeros at its end; blank where it is hidden."""
        if self.median is None:
            return ""
        return gbp(self.median) if self.unit.startswith("£") else f"{Decimal(plain(self.median)):,f}"


@dataclass(frozen=True, slots=True)
class StartTerms:
    """What no release says: the share of overheads that does not grow with hours, the zones' minutes, the law."""

    fixed_share: Decimal
    minutes: Mapping[str, Decimal]
    law: Mapping[str, str]


def figures_of(cells: Mapping[tuple[str, str], tuple[Decimal | None, bool]]) -> tuple[ReleasedFigure, ...]:
    """Return all figures in order, from the shown cells of the whole cohort by kind and key."""
    asked = [(("line", key), label, POUNDS) for key, label in LINES.items()]
    asked += [(("supporting", key), *words) for key, words in SUPPORTING.items()]
    asked += [(("appointments", key), f"Visits of {key} minutes", VISITS) for key in LENGTHS]
    return tuple(
        ReleasedFigure(_named(*place), label, unit, *cells.get(place, (None, False))) for place, label, unit in asked
    )


def _named(kind: str, key: str) -> str:
    return f"visits_{key}" if kind == "appointments" else key


def market_minutes(figures: Mapping[str, Decimal]) -> Decimal | None:
    """Return the market's own travel minutes a visit; None where there are no visits."""
    q = visits_per_hour(figures)
    return figures["travel_minutes_per_contact_hour"] / q if q else None


def visits_per_hour(figures: Mapping[str, Decimal]) -> Decimal | None:
    visits = sum((figures[f"visits_{k}"] for k in LENGTHS), NOTHING)
    minutes = sum((figures[f"visits_{k}"] * int(k) for k in LENGTHS), NOTHING)
    return visits * HOUR / minutes if minutes else None


def faults_of(figures: Mapping[str, Decimal], minutes: Mapping[str, Decimal]) -> list[str]:
    """Return what stands in the way of a scenario from these figures, a sentence each."""
    found = []
    if visits_per_hour(figures) is None:
        found.append("There are no visits of any length. Enter how many there are of at least one")
    if not figures["direct_care"]:
        found.append("Direct care is £0: nothing can be worked out from pay of nothing")
    if not figures["contact_hours_per_week"]:
        found.append("The branch has no contact hours. Enter hours above 0")
    if figures["mileage"] and not figures["mileage_rate"]:
        found.append("Mileage is paid at £0 a mile. Enter the mileage rate")
    if any(figures[key] < 0 for key in figures):
        found.append("No figure can be less than 0")
    if not figures["travel_minutes_per_contact_hour"] and (any(minutes.values()) or figures["travel_time"]):
        found.append("The market has no travel minutes: no zone can be scaled by them")
    return found


def inputs_from(figures: Mapping[str, Decimal], terms: StartTerms) -> dict[str, Any]:
    """Return the inputs of a scenario, as its file says them; ``figures`` are whole and without faults."""
    way = figures["direct_care"] + figures["travel_time"]
    paid = way + figures["training"] + figures["noncontact"]
    gross = paid + figures["holiday"] + figures["sickness_maternity"] + figures["notice_suspension"]
    holiday, cost = figures["holiday"] / paid, _cost(figures, gross)
    shares = {
        "other_paid_share": (paid - way) / way,
        "holiday_weeks": YEAR * holiday / (ONE + holiday),
        "sick_share": figures["sickness_maternity"] / paid,
        "notice_share": figures["notice_suspension"] / paid,
        "ni_rate": figures["national_insurance"] / gross,
        "pension_rate": figures["pension"] / gross,
        "margin": figures["return_on_operations"] / (cost + figures["return_on_operations"]),
    }
    numbers = shares | _way_of(figures) | _overheads_of(figures, terms.fixed_share) | UNUSED | {"weeks": YEAR}
    named = {key: plain(number) for key, number in numbers.items()}
    named |= {"nlw": terms.law["nlw"], "waiting_pay": terms.law["nlw"], "margin_basis": "price"}
    return {**named, "zones": _zones(figures, terms.minutes), "mix": _mix(figures)}


# On-costs are shares of gross: nothing is taken off below a threshold, and all careworkers count.
UNUSED = {
    "ni_threshold": NOTHING,
    "employment_allowance": NOTHING,
    "pension_floor": NOTHING,
    "opted_in": ONE,
    "contact_hours_per_careworker": Decimal(24),
}


def _cost(figures: Mapping[str, Decimal], gross: Decimal) -> Decimal:
    return gross + sum(
        (figures[key] for key in ("national_insurance", "pension", "mileage", "ppe", "business_costs")), NOTHING
    )


def _way_of(figures: Mapping[str, Decimal]) -> dict[str, Decimal]:
    """Return pay, and what a minute of travel and a mile are paid; miles are those that are paid."""
    minutes = figures["travel_minutes_per_contact_hour"]
    return {
        "pay": figures["direct_care"],
        "travel_pay": figures["travel_time"] * HOUR / minutes if minutes else NOTHING,
        "mileage_rate": figures["mileage_rate"],
        "drivers": ONE,
    }


def _overheads_of(figures: Mapping[str, Decimal], fixed_share: Decimal) -> dict[str, Decimal]:
    business, hours = figures["business_costs"], figures["contact_hours_per_week"]
    return {
        "fixed_gbp_year": business * fixed_share * YEAR * hours,
        "variable_gbp_hour": business * (ONE - fixed_share) + figures["ppe"],
        "hours_per_week": hours,
    }


def _zones(figures: Mapping[str, Decimal], minutes: Mapping[str, Decimal]) -> dict[str, dict[str, str]]:
    q, rate, market = visits_per_hour(figures), figures["mileage_rate"], market_minutes(figures)
    assert q is not None and market is not None  # faults_of says so before
    a_visit = figures["mileage"] / (q * rate) if rate else NOTHING
    scale = {name: t / market if market else ONE for name, t in minutes.items()}
    return {name: {"t": plain(t), "w": "0", "d": plain(a_visit * scale[name])} for name, t in minutes.items()}


def _mix(figures: Mapping[str, Decimal]) -> dict[str, str]:
    """Return the shares of visits; the last takes what rounding leaves, so that they add up to 1."""
    visits = {k: figures[f"visits_{k}"] for k in LENGTHS if figures[f"visits_{k}"]}
    whole = sum(visits.values(), NOTHING)
    shares = {k: rounded(number / whole, 8) for k, number in visits.items()}
    last = next(reversed(shares))
    shares[last] += ONE - sum(shares.values(), NOTHING)
    return {k: plain(share) for k, share in shares.items()}


def plain(number: Decimal) -> str:
    """Return a number to eight places, without zeros at its end."""
    tidy = rounded(number, 8)
    return f"{tidy.normalize() if tidy else NOTHING:f}"
