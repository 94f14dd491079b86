"""An answer to a wage survey, and the fields of its page."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

ALL_ZONES = "all"
DAY_PARTS = ("holds_from_0", "holds_from_1", "holds_from_2")
KEYS = (
    "basic", "evening", "weekend", "travel", "travel_rate", "travel_minutes", "waiting_minutes", *DAY_PARTS, "zones",
)  # fmt: skip
LABELS = {
    "basic": "Basic pay",
    "evening": "Evening pay",
    "weekend": "Weekend pay",
    "travel": "How travel is paid",
    "travel_rate": "Pay for an hour of travel",
    "travel_minutes": "Travel minutes a visit",
    "waiting_minutes": "Waiting minutes a visit",
    "holds_from": "The day from which this pay holds",
    "zones": "Zones",
}


class TravelPay(StrEnum):
    """How a provider pays for the way between visits."""

    RATE = "rate"
    INCLUDED = "included"
    MILEAGE = "mileage"
    UNPAID = "unpaid"

    @property
    def label(self) -> str:
        return {
            TravelPay.RATE: "By the hour, at a rate of its own",
            TravelPay.INCLUDED: "It is included in the pay for contact hours",
            TravelPay.MILEAGE: "Mileage only, not the time",
            TravelPay.UNPAID: "Not paid",
        }[self]


@dataclass(frozen=True, slots=True)
class GivenPay:
    """Pay as a provider gave it, £ per contact hour; None is not given, and no zones are all of them."""

    basic: Decimal
    evening: Decimal | None
    weekend: Decimal | None
    travel: TravelPay
    travel_rate: Decimal | None
    travel_minutes: Decimal | None
    waiting_minutes: Decimal | None
    holds_from: date
    zones: tuple[str, ...]

    @property
    def travel_pay(self) -> Decimal:
        """Return what an hour of travel is paid beside the contact hours, £."""
        return self.travel_rate if self.travel is TravelPay.RATE and self.travel_rate is not None else Decimal(0)

    @property
    def as_json(self) -> dict[str, Any]:
        numbers = ("basic", "evening", "weekend", "travel_rate", "travel_minutes", "waiting_minutes")
        found = {key: None if (value := getattr(self, key)) is None else f"{value:f}" for key in numbers}
        told = {"travel": self.travel.value, "holds_from": self.holds_from.isoformat(), "zones": list(self.zones)}
        return {**found, **told}

    def works_in(self, zone: str) -> bool:
        return not self.zones or zone in self.zones


def pay_of(kept: Mapping[str, Any]) -> GivenPay:
    """Return the answer that was kept as JSON."""

    def number(key: str) -> Decimal | None:
        return None if kept[key] is None else Decimal(kept[key])

    return GivenPay(
        Decimal(kept["basic"]), number("evening"), number("weekend"), TravelPay(kept["travel"]), number("travel_rate"),
        number("travel_minutes"), number("waiting_minutes"), date.fromisoformat(kept["holds_from"]),
        tuple(kept["zones"]),
    )  # fmt: skip
