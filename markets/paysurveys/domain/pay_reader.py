"""An answer to a wage survey is read from what was typed, with a sentence for each thing that cannot be read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from costing.figure_words import day_in_words
from markets.paysurveys.domain.given_pay import ALL_ZONES, DAY_PARTS, LABELS, GivenPay, TravelPay
from spreadsheets.numbers import number_from

HIGHEST_PAY, LONGEST_WAY = Decimal(100), Decimal(240)


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
    way, waiting = (_number(read, typed, key, LONGEST_WAY) for key in ("travel_minutes", "waiting_minutes"))
    day, where, basic = _day(read, typed, reference), _zones(read, typed, zones), pay["basic"]
    if not read.faults and basic is not None and travel is not None and day is not None:
        read.pay = GivenPay(basic, pay["evening"], pay["weekend"], travel, rate, way, waiting, day, where)
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
