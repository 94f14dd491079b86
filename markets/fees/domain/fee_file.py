"""A scenario's inputs from JSON: each that is missing or makes no sense is a fault with what was read and expected."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, fields
from decimal import Decimal

from markets.fees.domain.inputs import FeeInputs, FeeTerms, MarginBasis, ZoneTravel

WAY = tuple(field.name for field in fields(ZoneTravel))
LONGEST_VISIT = 1440
A_WHOLE = Decimal(1)
HIGHEST_ON_PRICE = Decimal("0.95")
# Shares typed with few places add up to nearly 1.
NEARLY = Decimal("0.000001")


@dataclass(frozen=True, slots=True)
class InputRange:
    """What a number may be, both ends counted."""

    low: Decimal
    high: Decimal

    def __contains__(self, number: Decimal) -> bool:
        return self.low <= number <= self.high


def _range(low: str, high: str) -> InputRange:
    return InputRange(Decimal(low), Decimal(high))


PAY, SHARE, MONEY = _range("0", "1000"), _range("0", "1"), _range("0", "1000000000")
RANGES: Mapping[str, InputRange] = {
    "pay": PAY,
    "travel_pay": PAY,
    "waiting_pay": PAY,
    "other_paid_share": SHARE,
    "holiday_weeks": _range("0", "26"),
    "sick_share": SHARE,
    "notice_share": SHARE,
    "contact_hours_per_careworker": _range("0.1", "168"),
    "ni_rate": SHARE,
    "ni_threshold": MONEY,
    "employment_allowance": MONEY,
    "pension_rate": SHARE,
    "pension_floor": MONEY,
    "opted_in": SHARE,
    "mileage_rate": _range("0", "100"),
    "drivers": SHARE,
    "fixed_gbp_year": MONEY,
    "variable_gbp_hour": _range("0", "1000"),
    "hours_per_week": _range("1", "1000000"),
    "margin": _range("0", "10"),
    "weeks": _range("1", "53"),
    "nlw": PAY,
}
ZONE_RANGES: Mapping[str, InputRange] = {"t": _range("0", "600"), "w": _range("0", "600"), "d": _range("0", "500")}


@dataclass(frozen=True, slots=True)
class InputFault:
    """One input that cannot be used: which, what was read, what was expected."""

    key: str
    read: str
    expected: str

    @property
    def message(self) -> str:
        return f"“{self.key}” is {self.read}; expected is {self.expected}."


def parsed(text: str) -> object:
    """Return the JSON document with exact numbers; raise ValueError where it is none."""
    return json.loads(text, parse_float=Decimal, parse_int=Decimal, parse_constant=str)


def fee_inputs(document: Mapping[str, object]) -> tuple[FeeInputs | None, list[InputFault]]:
    """Return the inputs, or None beside all that stands in their way."""
    faults: list[InputFault] = []
    terms = {key: _number(key, document.get(key), allowed, faults) for key, allowed in RANGES.items()}
    basis = _basis(document.get("margin_basis"), faults)
    if basis is MarginBasis.PRICE and terms["margin"] > HIGHEST_ON_PRICE:
        share = f"{(terms['margin'] * 100).normalize():f} % of the price"
        faults.append(InputFault("margin", share, "less, as it leaves nothing for the cost"))
    zones, mix = _zones(document.get("zones"), faults), _mix(document.get("mix"), faults)
    if faults or basis is None:
        return None, faults
    return FeeInputs(FeeTerms(**terms), basis, zones, mix), []


def _number(key: str, value: object, allowed: InputRange, faults: list[InputFault]) -> Decimal:
    number = _decimal(value)
    if number is not None and number in allowed:
        return number
    faults.append(InputFault(key, _as_read(value), f"a number from {allowed.low} to {allowed.high:,f}"))
    return Decimal(0)


def _decimal(value: object) -> Decimal | None:
    """Return a number that JSON holds as a number or as its text; never infinity."""
    try:
        number = Decimal(value) if isinstance(value, (Decimal, str)) else None
    except ArithmeticError:
        return None
    return number if number is not None and number.is_finite() else None


def _as_read(value: object) -> str:
    if value is None:
        return "missing"
    words = str(value)
    return words if len(words) <= 40 else f"{words[:40]}…"


def _basis(value: object, faults: list[InputFault]) -> MarginBasis | None:
    if isinstance(value, str) and value in set(MarginBasis):
        return MarginBasis(value)
    faults.append(InputFault("margin_basis", _as_read(value), " or ".join(MarginBasis)))
    return None


def _zones(value: object, faults: list[InputFault]) -> dict[str, ZoneTravel]:
    if not isinstance(value, dict) or not value:
        faults.append(InputFault("zones", _as_read(value), "at least one zone with t, w and d"))
        return {}
    return {name: _zone(name, way, faults) for name, way in value.items()}


def _zone(name: str, way: object, faults: list[InputFault]) -> ZoneTravel:
    known: Mapping[str, object] = way if isinstance(way, dict) else {}
    return ZoneTravel(*(_number(f"zones.{name}.{key}", known.get(key), ZONE_RANGES[key], faults) for key in WAY))


def _mix(value: object, faults: list[InputFault]) -> dict[int, Decimal]:
    if not isinstance(value, dict) or not value:
        faults.append(InputFault("mix", _as_read(value), "the share of visits by their minutes"))
        return {}
    before = len(faults)
    mix: dict[int, Decimal] = {}
    for key, share in value.items():
        minutes = _whole_minutes(key)
        if minutes is None or minutes in mix:
            faults.append(InputFault(f"mix.{key}", key, f"whole minutes from 1 to {LONGEST_VISIT}, each length once"))
        else:
            mix[minutes] = _number(f"mix.{key}", share, SHARE, faults)
    whole = sum(mix.values(), Decimal(0))
    if len(faults) == before and abs(whole - A_WHOLE) > NEARLY:
        faults.append(InputFault("mix", f"{whole.normalize():f} in all", "shares that add up to 1"))
    return mix


def _whole_minutes(key: str) -> int | None:
    number = _decimal(key)
    if number is None or not 1 <= number <= LONGEST_VISIT or number != int(number):
        return None
    return int(number)
