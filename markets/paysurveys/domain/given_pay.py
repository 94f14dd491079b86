"""An answer to a wage survey: read from what was typed, with a sentence for each thing that cannot be read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from costing.figure_words import day_in_words
from spreadsheets.numbers import number_from

HIGHEST_PAY, LONGEST_WAY, LONGEST_TEXT = Decimal(100), Decimal(240), 300
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


@dataclass(slots=True)
class ReadPay:
    """What was read: ``pay`` is None while there are ``faults``, a sentence by field."""

    pay: GivenPay | None = None
    faults: dict[str, str] = field(default_factory=dict)


def read_pay(typed: Mapping[str, str], zones: Sequence[str], reference: date) -> ReadPay:
    """Read an answer; ``zones`` are the survey's, chosen by their place in the list."""
    read = ReadPay()
    pay = {key: _number(read, typed, key, HIGHEST_PAY) for key in ("basic", "evening", "weekend")}
    travel, rate = _travel(read, typed)
    way = [_number(read, typed, key, LONGEST_WAY) for key in ("travel_minutes", "waiting_minutes")]
    day, where = _day(read, typed, reference), _zones(read, typed, zones)
    if not read.faults and pay["basic"] is not None and travel is not None and day is not None:
        read.pay = GivenPay(pay["basic"], pay["evening"], pay["weekend"], travel, rate, *way, day, where)
    return read


def _number(read: ReadPay, typed: Mapping[str, str], key: str, most: Decimal) -> Decimal | None:
    text = typed.get(key, "").strip()
    if not text and key != "basic":
        return None
    unit = "minutes" if most == LONGEST_WAY else "£ per hour"
    found = number_from(text.removeprefix("£").strip(), unit) if text else None
    if found is None or found.is_percent or not 0 <= found.value <= most or (key == "basic" and not found.value):
        least = "0.01" if key == "basic" else "0"
        said = f"We read “{text[:40]}”, which is not possible. " if text else ""
        read.faults[key] = f"{said}{LABELS[key]}: enter a number from {least} to {most}, such as {_example(most)}"
        return None
    return found.value


def _example(most: Decimal) -> str:
    return "8" if most == LONGEST_WAY else "12.60"


def _travel(read: ReadPay, typed: Mapping[str, str]) -> tuple[TravelPay | None, Decimal | None]:
    rate = _number(read, typed, "travel_rate", HIGHEST_PAY)
    try:
        travel = TravelPay(typed.get("travel", ""))
    except ValueError:
        read.faults["travel"] = "Choose how travel between visits is paid"
        return None, rate
    is_given = bool(typed.get("travel_rate", "").strip())
    if travel is TravelPay.RATE and not is_given:
        read.faults["travel_rate"] = "Enter what an hour of travel is paid, as travel is paid by the hour"
    if travel is not TravelPay.RATE and is_given and "travel_rate" not in read.faults:
        read.faults["travel_rate"] = "Clear the pay for an hour of travel, or choose that travel is paid by the hour"
    return travel, rate


def _day(read: ReadPay, typed: Mapping[str, str], reference: date) -> date | None:
    parts = [typed.get(key, "").strip() for key in DAY_PARTS]
    try:
        if any(len(part) > 4 or not part.isdecimal() for part in parts):
            raise ValueError
        day = date(int(parts[2]), int(parts[1]), int(parts[0]))
        if not 1990 <= day.year <= 2199:
            raise ValueError
    except ValueError:
        said = f"We read “{' '.join(parts)[:40]}”, which is no day. " if any(parts) else ""
        read.faults["holds_from"] = f"{said}Enter the day from which this pay holds, such as 1 4 2026"
        return None
    if day > reference:
        read.faults["holds_from"] = (
            f"The survey asks for the pay of {day_in_words(reference)}, and this holds only from {day_in_words(day)}. "
            "Enter the pay that holds on that day"
        )
        return None
    return day


def _zones(read: ReadPay, typed: Mapping[str, str], zones: Sequence[str]) -> tuple[str, ...]:
    chosen = [part for part in typed.get("zones", "").split(",") if part]
    if not zones or chosen == [ALL_ZONES]:
        return ()
    known = [zone for number, zone in enumerate(zones) if str(number) in chosen]
    if not known or len(known) != len(set(chosen)):
        both = ALL_ZONES in chosen
        wanted = (
            "Choose “all zones” or some of them, not both" if both else "Choose the zones where this location works"
        )
        read.faults["zones"] = wanted
    return tuple(known)
