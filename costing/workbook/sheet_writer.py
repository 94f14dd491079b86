"""Write into the book: text, formulas without a stale value, and defined names, each sheet set up alike."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from costing.form import Form
from costing.workbook.layout import absolute
from costing.workbook.styles import ACCENT, Styles

_A4 = 9
_HIGHEST_ROW = 409
# How the library writes down that a name is no single sheet's.
_OF_THE_BOOK = -1
_MAY = {"format_columns": True, "format_rows": True}


class FormSheet(Worksheet):
    """A sheet that prepares each formula once in the life of the process, as forms have the same ones in every book.

    The library tries sixty patterns on each: they took two fifths of the time of writing a book.
    """

    def _prepare_formula(self, formula: str, expand_future_functions: bool = False) -> str:
        return _prepared(formula, expand_future_functions)


@lru_cache(maxsize=4_000)
def _prepared(formula: str, expand_future_functions: bool) -> str:
    prepare: Callable[[str, bool], str] = Worksheet()._prepare_formula
    return prepare(formula, expand_future_functions)


@lru_cache(maxsize=4_000)
def _is_taken(name: str) -> bool:
    """Tell whether a name of the whole book is one that spreadsheets take: the library tries five patterns on each."""
    return "!" not in name and Workbook().define_name(name, "=A1") == 0


@dataclass
class Pen:
    """The book being written, its formats and the form it is written for; ``banner`` stands on top of every sheet."""

    book: Workbook
    styles: Styles
    form: Form
    banner: str = ""

    def sheet(self, name: str, *, widths: tuple[float, ...], tab: str = ACCENT, landscape: bool = True) -> Worksheet:
        """Make a locked sheet (no password: the lock guards against slips only) that prints one page wide."""
        sheet = self.book.add_worksheet(name, worksheet_class=FormSheet)
        for column, width in enumerate(widths):
            sheet.set_column(column, column, width, self.styles("plain"))
        sheet.set_tab_color(tab)
        sheet.hide_gridlines(2)
        sheet.protect("", _MAY)
        self._print_set_up(sheet, landscape)
        return sheet

    def _print_set_up(self, sheet: Worksheet, landscape: bool) -> None:
        if landscape:
            sheet.set_landscape()
        sheet.set_paper(_A4)
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.7)
        if self.banner:
            sheet.set_header(f"&C&10{self.banner}")
        title = f"{self.form.title}, version {self.form.version}"
        sheet.set_footer(f"&L&8{title}&C&8&A&R&8Page &P of &N")

    def title(self, sheet: Worksheet, row: int, column: int, text: str) -> None:
        if self.banner:
            sheet.write_string(row, column, f"{self.banner} – {text}", self.styles("warning"))
        else:
            sheet.write_string(row, column, text, self.styles("title"))

    def formula(self, sheet: Worksheet, row: int, column: int, formula: str, style: Format) -> None:
        """Write a formula with a blank result; the results are stored when all formulas stand."""
        sheet.write_formula(row, column, "=" + formula.removeprefix("="), style, "")

    def name(self, name: str, sheet: Worksheet, row: int, column: int) -> None:
        self.name_range(name, absolute(str(sheet.name), row, column))

    def name_range(self, name: str, reference: str) -> None:
        """Define a name.

        Raises ValueError if a spreadsheet would refuse it: a form is data, and wrong data is a bug.
        """
        if not _is_taken(name):
            raise ValueError(f"not a name a spreadsheet takes: {name}")
        self.book.defined_names.append([name, _OF_THE_BOOK, reference, False])


def lines_needed(text: str, width: float) -> int:
    """Return how many lines a wrapped text takes in a column ``width`` characters wide; rather one too many."""
    count, used = 1, 0
    for word in text.split():
        if used and used + 1 + len(word) > width:
            count, used = count + 1, 0
        used += len(word) + (1 if used else 0)
    return count


def row_height(*texts: tuple[str, float]) -> float:
    """Return the points of a row whose cells hold these texts in these widths; no more than spreadsheets allow."""
    return min(_HIGHEST_ROW, 8 + 13 * max(lines_needed(text, width) for text, width in texts))
