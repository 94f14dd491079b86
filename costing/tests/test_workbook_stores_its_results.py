"""Stored results are what a spreadsheet program works out, so that what only shows a workbook is never empty."""

import re
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

from costing.annotated_workbook.annotations import annotate
from costing.annotated_workbook.marks import Mark
from costing.forms import CURRENT
from costing.tests.libreoffice import convert
from costing.tests.returns import example
from costing.workbook import write_workbook
from costing.workbook.calculation import FormulaCells, parsed
from costing.workbook.calculation_functions import FormulaError

pytestmark = pytest.mark.filterwarnings("ignore:.*extension is not supported:UserWarning")
_STORED = re.compile(rb"(</f>)<v>[^<]*</v>")
WORDS = {"homecare": "70 answers are still needed", "care_home": "92 answers are still needed"}
SLIPS = {"sick_pay_share": "300", "ppe_cost": "n/a", "branch_name": "", "completed_by_email": "nobody"}
BOOKS = {
    "homecare blank": ("homecare", {}),
    "home blank": ("care_home", {}),
    "homecare": ("homecare", example("homecare_1")["answers"]),
    "home": ("care_home", example("care_home_1")["answers"]),
    "homecare with slips": ("homecare", example("homecare_1")["answers"] | SLIPS),
    "no rates": ("homecare", example("homecare_1")["answers"] | {"price_date": "1999-04-01"}),
}


def without_results(data: bytes) -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as came, zipfile.ZipFile(buffer, "w") as goes:
        for name in came.namelist():
            goes.writestr(name, _STORED.sub(rb"\1<v></v>", came.read(name)))
    return buffer.getvalue()


def values_in(data: bytes) -> dict[tuple[str, str], object]:
    book = load_workbook(BytesIO(data), data_only=True)
    cells = (cell for sheet in book for row in sheet.iter_rows() for cell in row)
    return {(cell.parent.title, cell.coordinate): cell.value for cell in cells if cell.value not in (None, "")}


@pytest.fixture(scope="module")
def worked_out(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[bytes, bytes]]:
    """Each workbook with its stored results, and as LibreOffice works it out from none, at one start."""
    folder: Path = tmp_path_factory.mktemp("results")
    books = {name: write_workbook(CURRENT[form], prefilled=given) for name, (form, given) in BOOKS.items()}
    sources = [folder / f"{name.replace(' ', '_')}.xlsx" for name in books]
    for source, data in zip(sources, books.values(), strict=True):
        source.write_bytes(without_results(data))
    into = folder / "out"
    into.mkdir()
    convert(sources, "xlsx", into, folder / "profile")
    return {
        name: (data, (into / source.name).read_bytes())
        for (name, data), source in zip(books.items(), sources, strict=True)
    }


@pytest.mark.proof
@pytest.mark.parametrize("name", BOOKS)
def test_libreoffice_works_out_the_same(worked_out, name: str) -> None:
    stored, recalculated = (values_in(data) for data in worked_out[name])
    assert len(stored) > 300
    for place, value in recalculated.items():
        ours = stored.get(place)
        if isinstance(value, int | float) and not isinstance(value, bool):
            assert ours == pytest.approx(value, abs=1e-9), place
        else:
            assert ours == value, place
    assert stored.keys() == recalculated.keys()


@pytest.mark.parametrize("service", CURRENT)
def test_a_blank_workbook_says_what_it_needs_without_being_calculated(service: str) -> None:
    words = [
        str(value) for (sheet, _), value in values_in(write_workbook(CURRENT[service])).items() if sheet == "Result"
    ]
    assert any(word.startswith(WORDS[service]) for word in words)


def test_a_marked_workbook_keeps_its_results() -> None:
    data = write_workbook(CURRENT["homecare"], prefilled=example("homecare_1")["answers"])
    marked = values_in(annotate(data, [Mark("Careworker pay", "C7", "", "", "About pay.", "", True)]))
    assert {place: value for place, value in values_in(data).items() if place not in marked} == {}
    assert any(
        isinstance(value, float) and 22.6 < value < 22.7 for (sheet, _), value in marked.items() if sheet == "Result"
    )


@pytest.mark.parametrize(
    ("formula", "result"),
    [
        ("1+2*3-4/2", 5.0),
        ("-2*-(3)", 6.0),
        ('"a""b"&1.50', 'a"b1.5'),
        ('IF("x"="X",1,2)', 1.0),
        ('IF(A1="","blank",A1)', "blank"),
        ('IFERROR(1/0,"none")', "none"),
        ('COUNT(B1,A1,"7")', 1.0),
        ('COUNTIF(B1:B3,"<=2")', 2.0),
        ("SUMPRODUCT(--(B1:B3>1))", 2.0),
        ("INDEX(B1:B3,MATCH(3,B1:B3,0))", 3.0),
        ('N("text")+N(B2)', 2.0),
        ("SUM(B1:B3)/ROWS(B1:B3)", 2.0),
        ('TEXT(DATE(2026,4,1),"d mmmm yyyy")', "1 April 2026"),
        ('"a"<1', False),
    ],
)
def test_formulas_mean_what_spreadsheets_mean(formula: str, result: object) -> None:
    numbers = {("S", row, 1): float(row + 1) for row in range(3)}
    assert FormulaCells(numbers, {("S", 9, 9): formula}, {}).at(("S", 9, 9)) == result


@pytest.mark.parametrize("formula", ["1/0", '"a"+1', "MATCH(9,B1:B3,0)", 'AND("a",TRUE)', 'FIND("x","abc")'])
def test_what_cannot_be_worked_out_is_an_error(formula: str) -> None:
    with pytest.raises(FormulaError, match="#"):
        FormulaCells({("S", 0, 1): 1.0}, {("S", 9, 9): formula}, {}).at(("S", 9, 9))


@pytest.mark.parametrize("formula", ["1+", "(1", "1 2", "§"])
def test_what_is_no_formula_is_said_to_be_none(formula: str) -> None:
    with pytest.raises((ValueError, IndexError)):
        parsed(formula)
