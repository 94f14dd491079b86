"""The bands of an exercise as its analysts edit them: one at a time, in the units that pages show."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from costing.answers import normal_form
from costing.bands import Band, default_bands
from costing.figure_words import with_unit
from register.domain.exercise_rules import FieldFault
from spreadsheets.numbers import number_from

_OPEN = "no limit"
_MOST = Decimal(1_000_000_000)


@dataclass(frozen=True, slots=True)
class BandRow:
    """A band beside its default, in words; ``is_own`` means that the exercise has set it."""

    name: str
    label: str
    unit: str
    default: str
    now: str
    is_own: bool


def band_rows(service: str, own: Mapping[str, Band]) -> list[BandRow]:
    return [_row(name, band, own.get(name)) for name, band in default_bands(service).items()]


def _row(name: str, default: Band, own: Band | None) -> BandRow:
    return BandRow(
        name,
        label_of(name),
        default.unit,
        in_words(default),
        in_words(own or default),
        own is not None and own != default,
    )


def label_of(name: str) -> str:
    return name.replace("_", " ").capitalize()


def in_words(band: Band) -> str:
    """Return the band in words: 15 minutes to 90 minutes; up to 40 minutes; from 1 mile."""
    if band.low is None and band.high is None:
        return _OPEN
    if band.low is None:
        return f"up to {_end(band.high, band.unit)}"
    if band.high is None:
        return f"from {_end(band.low, band.unit)}"
    return f"{_end(band.low, band.unit)} to {_end(band.high, band.unit)}"


def _end(end: Decimal | None, unit: str) -> str:
    return "" if end is None else with_unit(end, unit)


def band_typed(low: str, high: str, unit: str) -> Band | list[FieldFault]:
    """Return the band that somebody typed. A share may be typed as 5% or as 0.05; a blank end is open."""
    ends = {field: _typed(text, unit) for field, text in (("low", low), ("high", high))}
    faults = [
        FieldFault(field, f"Enter a number{_of(unit)}, or leave it blank") for field, end in ends.items() if not end
    ]
    if faults:
        return faults
    low_end, high_end = (end[0] if end else None for end in ends.values())
    if low_end is not None and high_end is not None and low_end > high_end:
        return [FieldFault("high", "The highest expected must not be below the lowest")]
    return Band(low_end, high_end, unit)


def _of(unit: str) -> str:
    return " as a percentage, such as 5%" if unit.startswith("share") else f" of {unit}" if unit else ""


def _typed(text: str, unit: str) -> tuple[Decimal | None] | None:
    """Return the end of a band in a tuple of one; None if the text is no number."""
    if not text.strip():
        return (None,)
    number = number_from(text, unit)
    if number is None or abs(number.value) > _MOST:
        return None
    if number.is_percent and not unit.startswith("share"):
        return None
    return (Decimal(normal_form(number.value / 100 if number.is_percent else number.value)),)
