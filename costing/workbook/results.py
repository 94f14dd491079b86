"""Store the results of a workbook's formulas beside them, before it is written."""

import logging

from xlsxwriter import Workbook
from xlsxwriter.worksheet import CellDatetimeTuple, CellFormulaTuple, CellNumberTuple, CellStringTuple

from costing.workbook.calculation import FormulaCells, Place
from costing.workbook.calculation_functions import FormulaError, Plain

logger = logging.getLogger(__name__)


def store_results(book: Workbook) -> None:
    """Work out each formula; one that cannot be worked out keeps its blank result, and programs calculate it."""
    calculation = calculation_of(book)
    for sheet in book.worksheets():
        for row, cells in sheet.table.items():
            for column, cell in list(cells.items()):
                if isinstance(cell, CellFormulaTuple):
                    cells[column] = cell._replace(value=result_of(calculation, (str(sheet.name), row, column)))


def result_of(calculation: FormulaCells, place: Place) -> Plain:
    """Return what is stored beside a formula: its value, or the error as programs write it."""
    try:
        found = calculation.at(place)
    except FormulaError as error:
        return str(error)
    except (ValueError, KeyError, TypeError, IndexError, RecursionError) as error:
        logger.warning("a formula of the workbook could not be worked out: %s", type(error).__name__)
        return ""
    return 0 if found is None else found


def calculation_of(book: Workbook) -> FormulaCells:
    """Return the cells and formulas of a book that is not packed yet."""
    texts = {number: text for text, number in book.str_table.string_table.items()}
    plain: dict[Place, Plain] = {}
    formulas: dict[Place, str] = {}
    for sheet in book.worksheets():
        for row, cells in sheet.table.items():
            for column, cell in cells.items():
                place = (str(sheet.name), row, column)
                if isinstance(cell, CellFormulaTuple):
                    formulas[place] = cell.formula
                elif isinstance(cell, CellStringTuple):
                    plain[place] = texts[cell.string]
                elif isinstance(cell, CellNumberTuple | CellDatetimeTuple):
                    plain[place] = float(cell.number)
    names = {name: reference.removeprefix("=") for name, _, reference, *_ in book.defined_names}
    return FormulaCells(plain, formulas, names)
