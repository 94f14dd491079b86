"""A scenario as a workbook: inputs on a sheet of their own, named, and everything else as formulas on them.

The page's figures are stored beside the formulas, so that previews and phones show them; the same bytes each time.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from io import BytesIO

from xlsxwriter import Workbook
from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from markets.fees.domain.exports.sheet_formulas import (
    COUNCIL,
    LINES,
    TARIFF,
    WAGE,
    SheetFormula,
    scale_formula,
    visit_formulas,
)
from markets.fees.domain.exports.what_is_missing import WHAT_IS_NOT_IN_IT
from markets.fees.domain.inputs import MarginBasis
from markets.fees.domain.result import ScenarioResult, ZoneResult
from markets.fees.domain.term_list import terms
from spreadsheets.fixed_zip import packed_again

_MADE = datetime(1980, 1, 1)
INPUTS, FEES = "Inputs", "Fees"
ZONE_INPUTS = {
    "t": "Travel minutes a visit",
    "w": "Paid waiting minutes a visit",
    "d": "Miles a visit",
    "fee": "Today’s fee, £ an hour",
    "hours": "Hours a week",
}
Part = tuple[str, Sequence[SheetFormula]]


@dataclass
class FeeBook:
    """The workbook as it is written, with its formats."""

    book: Workbook

    def __post_init__(self) -> None:
        form = self.book.add_format
        self.plain = form({"valign": "top", "text_wrap": True})
        self.head = form({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
        self.title = form({"bold": True, "font_size": 14})
        self.input = form({"bg_color": "#FFF7D6", "border": 1, "border_color": "#B0B8C0"})
        self.strong = form({"bold": True, "num_format": "0.00"})
        shown = {0: "#,##0", 2: "0.00", 4: "0.0000"}
        self.formats = {places: form({"num_format": code}) for places, code in shown.items()}

    def sheet(self, name: str, widths: Sequence[int]) -> Worksheet:
        sheet = self.book.add_worksheet(name)
        for column, width in enumerate(widths):
            sheet.set_column(column, column, width)
        sheet.set_paper(9)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.set_footer("&L&8&A&R&8Page &P of &N")
        return sheet

    def name(self, name: str, sheet: str, row: int, column: int, last_row: int | None = None) -> None:
        where = xl_rowcol_to_cell(row, column, row_abs=True, col_abs=True)
        if last_row is not None:
            where += ":" + xl_rowcol_to_cell(last_row, column, row_abs=True, col_abs=True)
        self.book.define_name(name, f"={sheet}!{where}")

    def typed(self, sheet: Worksheet, row: int, column: int, value: Decimal | None) -> None:
        if value is None:
            sheet.write_blank(row, column, None, self.input)
        else:
            sheet.write_number(row, column, float(value), self.input)


def fee_workbook(result: ScenarioResult, name: str, note: str = "") -> bytes:
    """Return the workbook of a scenario; ``note`` says what it is and what it is not."""
    file = BytesIO()
    book = Workbook(file, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"title": name, "created": _MADE})
    made = FeeBook(book)
    _inputs(made, result, name, note)
    _fees(made, result, name)
    book.close()
    return packed_again(file.getvalue())


def _inputs(made: FeeBook, result: ScenarioResult, name: str, note: str) -> None:
    sheet = made.sheet(INPUTS, (46, 16, 34, 16, 16, 16))
    sheet.write_string(0, 0, name, made.title)
    sheet.write_string(1, 0, note)
    sheet.write_string(2, 0, "Change a yellow cell, and the sheet of fees follows. Shares are of 1: 0.05 is 5 %.")
    row = _terms(made, sheet, result, 4)
    row = _worked_out(made, sheet, result, row)
    row = _lengths(made, sheet, result, row + 1)
    row = _zones(made, sheet, result, row + 1)
    sheet.write_string(row + 1, 0, "What is not in it", made.head)
    for place, words in enumerate(WHAT_IS_NOT_IN_IT, row + 2):
        sheet.write_string(place, 0, words)


def _terms(made: FeeBook, sheet: Worksheet, result: ScenarioResult, row: int) -> int:
    _heads(made, sheet, row, ("Input", "Value", "Unit"))
    for term in terms():
        row += 1
        sheet.write_string(row, 0, term.label, made.plain)
        made.typed(sheet, row, 1, getattr(result.inputs.terms, term.key))
        sheet.write_string(row, 2, term.unit.replace("% ", "share ") if term.is_share else term.unit, made.plain)
        made.name(f"in_{term.key}", INPUTS, row, 1)
    row += 1
    sheet.write_string(row, 0, "The margin is a share of")
    sheet.write_string(row, 1, result.inputs.margin_basis.value, made.input)
    sheet.write_string(row, 2, "price or cost")
    sheet.data_validation(row, 1, row, 1, {"validate": "list", "source": [basis.value for basis in MarginBasis]})
    made.name("in_margin_basis", INPUTS, row, 1)
    return row + 1


def _worked_out(made: FeeBook, sheet: Worksheet, result: ScenarioResult, row: int) -> int:
    inputs, found = result.inputs, result.inputs.terms
    shared: tuple[tuple[str, str, str, Decimal], ...] = (
        ("visits_an_hour", "Visits in an hour", "60/SUMPRODUCT(mix_minutes,mix_share)", inputs.visits_per_hour),
        ("hours_a_year", "Hours of the branch in a year", "in_hours_per_week*in_weeks",
            found.hours_per_week * found.weeks),
        ("careworkers", "Careworkers of the branch", "in_hours_per_week/in_contact_hours_per_careworker",
            found.hours_per_week / found.contact_hours_per_careworker),
        ("year_of_one", "Contact hours of a careworker in a year", "in_contact_hours_per_careworker*in_weeks",
            found.contact_hours_per_careworker * found.weeks),
        ("with_margin", "A cost times this is the price", 'IF(in_margin_basis="price",1/(1-in_margin),1+in_margin)',
            inputs.priced(Decimal(1))),
    )  # fmt: skip
    for name, label, formula, value in shared:
        sheet.write_string(row, 0, label, made.plain)
        sheet.write_formula(row, 1, f"={formula}", None, float(value))
        made.name(name, INPUTS, row, 1)
        row += 1
    return row


def _lengths(made: FeeBook, sheet: Worksheet, result: ScenarioResult, row: int) -> int:
    _heads(made, sheet, row, ("Lengths of visits, minutes", "Share of visits"))
    first = row + 1
    for minutes, share in result.inputs.mix.items():
        row += 1
        made.typed(sheet, row, 0, Decimal(minutes))
        made.typed(sheet, row, 1, share)
    made.name("mix_minutes", INPUTS, first, 0, row)
    made.name("mix_share", INPUTS, first, 1, row)
    return row + 1


def _zones(made: FeeBook, sheet: Worksheet, result: ScenarioResult, row: int) -> int:
    _heads(made, sheet, row, ("Zone", *ZONE_INPUTS.values()))
    for number, zone in enumerate(result.zones, 1):
        row += 1
        sheet.write_string(row, 0, zone.name, made.plain)
        way, council = zone.zone, zone.council
        for column, (key, value) in enumerate(
            zip(ZONE_INPUTS, (way.t, way.w, way.d, council.fee, council.hours), strict=True), 1
        ):
            made.typed(sheet, row, column, value)
            made.name(f"zone_{number}_{key}", INPUTS, row, column)
    return row + 1


def _fees(made: FeeBook, result: ScenarioResult, name: str) -> None:
    sheet = made.sheet(FEES, (52, *(16 for _ in result.zones)))
    sheet.write_string(0, 0, f"{name}: £ per contact hour where nothing else is said", made.title)
    places = {one.key: row for row, one in _placed(_parts(result)) if isinstance(one, SheetFormula)}
    for row, one in _placed(_parts(result)):
        if isinstance(one, str):
            _heads(made, sheet, row, (one, *(zone.name for zone in result.zones)))
            continue
        sheet.write_string(row, 0, one.label, made.plain)
        for number, zone in enumerate(result.zones, 1):
            _cell(made, sheet, (row, number), one, zone, places)
    sheet.freeze_panes(1, 1)


def _cell(
    made: FeeBook, sheet: Worksheet, at: tuple[int, int], one: SheetFormula, zone: ZoneResult, places: dict[str, int]
) -> None:
    row, number = at
    same_zone = {key: xl_rowcol_to_cell(place, number) for key, place in places.items()}
    formula = one.formula.format_map(same_zone).replace("zone_", f"zone_{number}_")
    value = one.value(zone)
    form = made.strong if one.key == "rate" else made.formats[one.places]
    sheet.write_formula(row, number, f"={formula}", form, "" if value is None else float(value))


def _parts(result: ScenarioResult) -> list[Part]:
    lengths = [one for minutes in result.inputs.lengths for one in visit_formulas(minutes)]
    return [
        ("A fair fee, line by line", LINES),
        ("Two parts: a visit, and a minute of it", TARIFF),
        ("By length of visit", lengths),
        ("What the size of a branch does to it", [scale_formula(size) for size in result.sizes]),
        ("At the National Living Wage", WAGE),
        ("Today’s fee", COUNCIL),
    ]


def _placed(parts: Sequence[Part]) -> list[tuple[int, str | SheetFormula]]:
    """Return what stands in each row: a part's title, then its formulas, then nothing."""
    found: list[tuple[int, str | SheetFormula]] = []
    row = 2
    for title, formulas in parts:
        found += enumerate((title, *formulas), row)
        row += len(formulas) + 2
    return found


def _heads(made: FeeBook, sheet: Worksheet, row: int, words: Sequence[str]) -> None:
    for column, text in enumerate(words):
        sheet.write_string(row, column, text, made.head)
