"""The hidden sheet with the form, the exercise, and every rate by date."""

from datetime import datetime
from decimal import Decimal

from xlsxwriter.worksheet import Worksheet

from costing.rates import (
    Rate,
    RateWindow,
    all_rates,
    window_for,
)
from costing.workbook import names
from costing.workbook.formulas.service_formulas import SheetWork
from costing.workbook.layout import HIDDEN, absolute_range
from costing.workbook.sheet_writer import Pen
from costing.workbook.styles import DAY

_LABEL, _VALUE = 1, 2
_NA_WORDS = ("n/a", "na", "n.a", "n.a.", "not available")
_FIRST_RATE_ROW = 20


def write_hidden_sheet(pen: Pen, work: SheetWork, exercise: str, weeks: Decimal, *, has_online_notes: bool) -> None:
    """Write the sheet; ``has_online_notes`` says that online notes were written in, so that a blank one means none."""
    sheet = pen.sheet(HIDDEN, widths=(3, 36, 24, 16, 16, 60))
    pen.title(sheet, 0, _LABEL, "The form and its rates: read by the portal and by the formulas")
    _write_identity(pen, sheet, exercise, weeks)
    if has_online_notes:
        _write_word(pen, sheet, 6, ("Form: notes", names.FORM_NOTES, "as online"))
    _write_window(pen, sheet, window_for(work.rates))
    _write_na_words(pen, sheet)
    _write_rates(pen, sheet, sorted(all_rates(), key=lambda rate: (rate.name, rate.valid_from)))
    sheet.hide()


def _write_identity(pen: Pen, sheet: Worksheet, exercise: str, weeks: Decimal) -> None:
    identity = (
        ("Form: service", names.FORM_SERVICE, pen.form.service),
        ("Form: version", names.FORM_VERSION, pen.form.version),
        ("Form: exercise", names.FORM_EXERCISE, exercise),
    )
    for row, word in enumerate(identity, 2):
        _write_word(pen, sheet, row, word)
    sheet.write_string(5, _LABEL, "Weeks in a year", pen.styles("label"))
    sheet.write_number(5, _VALUE, float(weeks), pen.styles("label"))
    pen.name(names.WEEKS, sheet, 5, _VALUE)


def _write_word(pen: Pen, sheet: Worksheet, row: int, word: tuple[str, str, str]) -> None:
    label, name, value = word
    sheet.write_string(row, _LABEL, label, pen.styles("label"))
    sheet.write_string(row, _VALUE, value, pen.styles("label", "@"))
    pen.name(name, sheet, row, _VALUE)


def _write_window(pen: Pen, sheet: Worksheet, window: RateWindow) -> None:
    days = (
        ("First price date with all rates", names.RATES_FIRST_DAY, window.first),
        ("Last price date with all rates", names.RATES_LAST_DAY, window.last),
    )
    for row, (label, name, day) in enumerate(days, 7):
        sheet.write_string(row, _LABEL, label, pen.styles("label"))
        sheet.write_datetime(row, _VALUE, datetime(day.year, day.month, day.day), pen.styles("label", DAY))
        pen.name(name, sheet, row, _VALUE)


def _write_na_words(pen: Pen, sheet: Worksheet) -> None:
    for row, word in enumerate(_NA_WORDS, 10):
        sheet.write_string(row, _LABEL, "Read as n/a", pen.styles("label"))
        sheet.write_string(row, _VALUE, word, pen.styles("label"))
    last = 10 + len(_NA_WORDS) - 1
    pen.name_range(names.NA_WORDS, absolute_range(HIDDEN, (10, _VALUE), (last, _VALUE)))


def _write_rates(pen: Pen, sheet: Worksheet, rates: list[Rate]) -> None:
    """Write the rates sorted by name and date, as the formulas expect."""
    for column, heading in enumerate(("Rate", "Unit", "Valid from", "Value", "Note"), 1):
        sheet.write_string(_FIRST_RATE_ROW - 1, column, heading, pen.styles("heading"))
    for row, rate in enumerate(rates, _FIRST_RATE_ROW):
        start = datetime(rate.valid_from.year, rate.valid_from.month, rate.valid_from.day)
        sheet.write_string(row, 1, rate.name, pen.styles("label"))
        sheet.write_string(row, 2, rate.unit, pen.styles("label"))
        sheet.write_datetime(row, 3, start, pen.styles("label", DAY))
        sheet.write_number(row, 4, float(rate.value), pen.styles("label"))
        sheet.write_string(row, 5, rate.note, pen.styles("label"))
    for name, column in ((names.RATES_NAME, 1), (names.RATES_FROM, 3), (names.RATES_VALUE, 4)):
        last = _FIRST_RATE_ROW + len(rates) - 1
        pen.name_range(name, absolute_range(HIDDEN, (_FIRST_RATE_ROW, column), (last, column)))
