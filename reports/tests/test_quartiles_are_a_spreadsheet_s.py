"""Quartiles are those of QUARTILE.INC in LibreOffice: every line of ten random markets, in one start of it."""

from decimal import Decimal
from pathlib import Path
from random import Random

import pytest
from openpyxl import load_workbook
from xlsxwriter import Workbook
from xlsxwriter.utility import xl_range

from costing.forms.homecare import HOMECARE
from costing.tests.libreoffice import convert
from reports.domain.exact_document import exact_document
from reports.domain.inputs import ReturnInputs
from reports.tests.invented_inputs import random_inputs

QUARTERS = {1: "lower_quartile", 2: "median", 3: "upper_quartile"}


@pytest.mark.proof
def test_every_line_of_ten_markets(tmp_path: Path):
    rng = Random(10)
    markets = [random_inputs(rng, "homecare", rng.randint(1, 40)) for _ in range(10)]
    asked = tmp_path / "markets.xlsx"
    write(asked, markets)
    (tmp_path / "out").mkdir()
    convert([asked], "xlsx", tmp_path / "out", tmp_path / "profile")
    book = load_workbook(tmp_path / "out" / "markets.xlsx", data_only=True)
    for sheet, returns in zip(book, markets, strict=True):
        table = exact_document(HOMECARE, returns, 50)["table"]["homecare"]
        for column, line in enumerate(HOMECARE.lines, 1):
            for row, name in QUARTERS.items():
                found = table[line.key][name]
                if found is not None:
                    assert sheet.cell(row, column).value == pytest.approx(float(Decimal(found)), rel=1e-12)


def write(file: Path, markets: list[tuple[ReturnInputs, ...]]) -> None:
    """A sheet a market: three rows of formulas above a row a return, with a column a line; n/a is a blank cell."""
    book = Workbook(file)
    for returns in markets:
        sheet = book.add_worksheet()
        for column, line in enumerate(HOMECARE.lines):
            values = [one.costs.columns["homecare"][line.key] for one in returns]
            for row, value in enumerate(values, 3):
                if value is not None:
                    sheet.write_number(row, column, value)
            for row in QUARTERS:
                cells = xl_range(3, column, len(values) + 2, column)
                sheet.write_formula(row - 1, column, f"=_xlfn.QUARTILE.INC({cells},{row})")
    book.close()
