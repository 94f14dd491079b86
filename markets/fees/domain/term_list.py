"""The terms of a fee as they are asked for: groups, labels, units, and where a default comes from."""

import csv
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from costing.formulas.homecare import NI_RATE, NI_THRESHOLD, PENSION_LOWER
from costing.rates import NATIONAL_LIVING_WAGE, rates_at

FILE = Path(__file__).parent / "data" / "fee_terms.csv"
LAW = {"ni_rate": NI_RATE, "ni_threshold": NI_THRESHOLD, "pension_floor": PENSION_LOWER, "nlw": NATIONAL_LIVING_WAGE}
WAGES = ("pay", "travel_pay", "waiting_pay")
# A plain start where nothing is known: three zones and the usual lengths, to be typed over.
ZONES = {
    "urban": {"t": "5.5", "w": "1", "d": "1.4"},
    "mixed": {"t": "8.5", "w": "1.5", "d": "2.8"},
    "rural": {"t": "13", "w": "2", "d": "5.2"},
}
MIX = {"15": "0.1", "30": "0.6", "45": "0.2", "60": "0.1"}


@dataclass(frozen=True, slots=True)
class FeeTerm:
    """One input: ``kind`` is *money*, *share* (typed in per cent, kept as a share of 1) or *number*."""

    key: str
    group: str
    label: str
    unit: str
    kind: str
    default: str
    help: str

    @property
    def is_share(self) -> bool:
        return self.kind == "share"


@cache
def terms() -> tuple[FeeTerm, ...]:
    with FILE.open(encoding="utf-8", newline="") as file:
        return tuple(FeeTerm(**row) for row in csv.DictReader(file))


def usual_inputs(day: date) -> dict[str, Any] | None:
    """Return the document that a new scenario begins with at a price date; None outside the statutory rates.

    All wages begin at the National Living Wage.
    """
    law = rates_at(day, LAW.values())
    if law is None:
        return None
    defaults = {term.key: term.default for term in terms()}
    statutory = {key: _plain(law[name]) for key, name in LAW.items()}
    wages = dict.fromkeys(WAGES, statutory["nlw"])
    zones = {name: dict(way) for name, way in ZONES.items()}
    return {**defaults, **statutory, **wages, "margin_basis": "price", "zones": zones, "mix": dict(MIX)}


def _plain(number: Decimal) -> str:
    return format(number, "f")
