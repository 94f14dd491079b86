"""Figures in words: half up to pence only where shown, every number with its unit."""

from datetime import date, datetime
from decimal import Decimal

from costing.answers import Value, normal_form
from costing.bands import Band
from costing.form import AnswerType, Question
from spreadsheets.decimals import is_too_large, rounded

PENNY = Decimal("0.01")


def gbp(value: Decimal) -> str:
    """Return pounds as £1,234.50; a figure under a penny keeps two significant digits, as it is not nothing."""
    if is_too_large(value):
        return too_large(value)
    sign = "−" if value < 0 else ""
    if value and abs(value) < PENNY:
        return f"{sign}£{abs(value):.2g}"
    return f"{sign}£{rounded(abs(value)):,}"


def too_large(value: Decimal) -> str:
    """Return what stands instead of a figure that cannot be one, so that whoever meets it puts it right."""
    digits = f"{value.adjusted() + 1:,} digits" if value.is_finite() else "no number"
    return f"a figure that is too large ({digits})"


def percent(share: Decimal) -> str:
    if is_too_large(share):
        return too_large(share)
    return f"{_short(rounded(share * 100, 1))} %"


def with_unit(value: Decimal, unit: str) -> str:
    """Return a figure with the unit of its question or band; shares as percentages."""
    if is_too_large(value):
        return too_large(value)
    if unit.startswith("share"):
        return percent(value)
    if unit.startswith("£"):
        return f"{gbp(value)}{unit.removeprefix('£').rstrip()}"
    return f"{_short(rounded(value))} {unit}".strip()


def answer_in_words(question: Question, value: Value) -> str:
    """Return a value as a person would write it in answer to a question."""
    match value:
        case Decimal():
            return with_unit(value, question.unit or "")
        case date():
            return day_in_words(value)
        case str() if question.type == AnswerType.CHOICE:
            return question.words_of(value)
    return normal_form(value) or "blank"


def band_in_words(band: Band) -> str:
    match band.low, band.high:
        case None, Decimal() as high:
            return f"up to {with_unit(high, band.unit)}"
        case Decimal() as low, None:
            return f"at least {with_unit(low, band.unit)}"
        case Decimal() as low, Decimal() as high:
            return f"{_without_unit(low, band.unit)} to {with_unit(high, band.unit)}"
    return "any figure"


def _without_unit(value: Decimal, unit: str) -> str:
    if is_too_large(value):
        return too_large(value)
    if unit.startswith("£"):
        return gbp(value)
    return percent(value) if unit.startswith("share") else _short(rounded(value))


def _short(value: Decimal) -> str:
    text = f"{value:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def day_in_words(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def time_in_words(at: datetime) -> str:
    """Return the time by the given clock, as GOV.UK writes it: 4:05pm, 10am, midday."""
    if at.minute == 0 and at.hour % 12 == 0:
        return "midday" if at.hour else "midnight"
    minutes = f":{at:%M}" if at.minute else ""
    return f"{at.hour % 12 or 12}{minutes}{'am' if at.hour < 12 else 'pm'}"


def moment_in_words(at: datetime) -> str:
    """Return day and time: 22 November 2026 at 4:05pm."""
    return f"{day_in_words(at.date())} at {time_in_words(at)}"
