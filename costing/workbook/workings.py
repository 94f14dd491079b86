"""The sheet *Workings*: the rates at the price date and everything between the answers and the result."""

from xlsxwriter.worksheet import Worksheet

from costing.rates import all_rates
from costing.workbook import names
from costing.workbook.expressions import words_of
from costing.workbook.formulas.service_formulas import FormulaBlock, SheetWork, Working
from costing.workbook.layout import LABEL, TITLE_ROW, WORKINGS
from costing.workbook.progress import given_on, missing_on, to_check_on
from costing.workbook.sheet_writer import Pen
from costing.workbook.styles import (
    INK,
    RATE,
    SHARE,
    WHOLE,
)

_UNIT, _FIRST_VALUE = LABEL + 1, LABEL + 2
_FIRST_BLOCK = 3


def write_workings(pen: Pen, work: SheetWork) -> None:
    columns = max(len(block.headings) for block in work.workings)
    page = pen.sheet(WORKINGS, widths=(3, 40, 24, *([15.0] * columns), 70), tab=INK)
    page.set_row(TITLE_ROW, 28)
    pen.title(page, TITLE_ROW, LABEL, WORKINGS)
    page.write_string(1, LABEL, "How your answers become the result. Nothing to fill in here.", pen.styles("progress"))
    row = _FIRST_BLOCK
    for block in (_rates_block(work), *work.workings, _answers_block(pen)):
        row = _write_block(pen, page, row, block)


def _write_block(pen: Pen, page: Worksheet, row: int, block: FormulaBlock) -> int:
    """Write a block and return the row where the next block may start."""
    how = _FIRST_VALUE + len(block.headings)
    page.set_row(row, 20)
    page.write_string(row, LABEL, block.title, pen.styles("heading"))
    page.write_string(row, _UNIT, "Unit", pen.styles("heading"))
    for column, heading in enumerate(block.headings, _FIRST_VALUE):
        page.write_string(row, column, heading, pen.styles("heading_right"))
    page.write_string(row, how, "How", pen.styles("heading"))
    for position, working in enumerate(block.rows, row + 1):
        _write_working(pen, page, position, working, how)
    return row + len(block.rows) + 2


def _write_working(pen: Pen, page: Worksheet, row: int, working: Working, how: int) -> None:
    page.set_row(row, 20)
    page.write_string(row, LABEL, working.label, pen.styles("label"))
    page.write_string(row, _UNIT, working.unit, pen.styles("unit"))
    for column, (name, formula) in enumerate(working.cells, _FIRST_VALUE):
        pen.formula(page, row, column, formula, pen.styles("figure", working.shows))
        pen.name(name, page, row, column)
    page.write_string(row, how, working.how, pen.styles("aside"))


def _rates_block(work: SheetWork) -> FormulaBlock:
    units = {rate.name: rate.unit for rate in all_rates()}
    outside = f"OR(read_price_date<{names.RATES_FIRST_DAY},read_price_date>{names.RATES_LAST_DAY})"
    known = Working(
        "Price date lies outside the table of rates",
        "",
        ((names.PRICE_DATE_OUTSIDE, f"IF(ISNUMBER(read_price_date),{outside},FALSE)"),),
        "then nothing is taken from a neighbouring year",
    )
    return FormulaBlock(
        "Rates", ("At the price date",), (*(_rate(name, units[name]) for name in sorted(work.rates)), known)
    )


def _rate(name: str, unit: str) -> Working:
    """Return a formula for the last value filed on or before the price date; the table is sorted by rate and date."""
    first = f'MATCH("{name}",{names.RATES_NAME},0)'
    steps = f'COUNTIFS({names.RATES_NAME},"{name}",{names.RATES_FROM},"<="&read_price_date)'
    found = f'IF({names.PRICE_DATE_OUTSIDE},"no rate",INDEX({names.RATES_VALUE},{first}+{steps}-1))'
    formula = f'IF(ISNUMBER(read_price_date),{found},"")'
    shows = SHARE if unit == "share" else RATE
    return Working(
        rate_title(name), unit, ((names.rate_name(name), formula),), "latest value up to the price date", shows
    )


def rate_title(rate: str) -> str:
    """Return a rate's title: ``employer_ni_rate`` is "Employer NI rate"."""
    words = words_of(rate).replace(" ni ", " NI ").replace("cqc ", "CQC ")
    return words[0].upper() + words[1:]


def _answers_block(pen: Pen) -> FormulaBlock:
    counts = (
        ("Answers given", names.ANSWERS_GIVEN, given_on),
        ("Answers still needed", names.ANSWERS_NEEDED, missing_on),
        ("Answers to check", names.ANSWERS_TO_CHECK, to_check_on),
    )
    rows = [
        Working(label, "answers", ((name, "+".join(count(pen.form, sheet) for sheet in pen.form.sheets)),), shows=WHOLE)
        for label, name, count in counts
    ]
    return FormulaBlock("Answers", ("All sheets",), tuple(rows))
