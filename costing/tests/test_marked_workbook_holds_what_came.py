"""A marked copy has every sheet, answer and result of the workbook that came, or it is not handed out."""

import re
import zipfile
from io import BytesIO

import pytest

from costing.annotated_workbook.annotations import annotate
from costing.annotated_workbook.comparison import Differs, refuse_what_differs
from costing.annotated_workbook.marks import Mark
from costing.annotated_workbook.stored_results import results_in
from costing.forms import FORMS
from costing.reader import read_workbook
from costing.sandbox import annotation
from costing.tests.hostile.craft import (
    filled,
    packed,
    part_of,
    parts_of,
    rewritten,
    with_cell,
    with_name,
    with_new_sheet,
    with_parts,
)
from costing.tests.hostile.expectation import mostly_proof

MARKS = [Mark("Careworker pay", "C7", "Basic pay", "1", "About pay.", "Mend it.", True)]
NAMESPACES = {
    b"http://schemas.openxmlformats.org/spreadsheetml/2006/": b"http://purl.oclc.org/ooxml/spreadsheetml/",
    b"http://schemas.openxmlformats.org/officeDocument/2006/extended-properties": (
        b"http://purl.oclc.org/ooxml/officeDocument/extendedProperties"
    ),
    b"http://schemas.openxmlformats.org/officeDocument/2006/": b"http://purl.oclc.org/ooxml/officeDocument/",
    b"http://schemas.openxmlformats.org/drawingml/2006/": b"http://purl.oclc.org/ooxml/drawingml/",
}


def strict(data: bytes) -> bytes:
    """A workbook as Excel saves a “Strict Open XML Spreadsheet”."""
    parts = parts_of(data)
    for name, content in parts.items():
        for usual, strictly in NAMESPACES.items():
            content = content.replace(usual, strictly)
        parts[name] = content
    return packed(parts)


def with_strict_dates(data: bytes) -> bytes:
    return with_cell("price_date", "<v>2021-04-01T00:00:00.000Z</v>", "d", data=data)


CAME = {
    "ours": filled,
    "strict": lambda: strict(filled()),
    "strict, with its dates": lambda: strict(with_strict_dates(filled())),
    "SheetJS": lambda: with_strict_dates(filled()),
    "linked": lambda: with_cell("ppe_cost", "<f>2*50</f><v>100</v>"),
    "linked to a choice": lambda: with_cell("ni_basis", "<f>Other!A1</f><v>actual</v>", "str"),
    "linked to nothing": lambda: with_cell("own_total", '<f>IF(A1="","",1)</f><v></v>', "str"),
    "linked with signs": lambda: with_cell("branch_name", "<f>A1&amp;B1</f><v>Elm &amp; &lt;Oak&gt;</v>", "str"),
    "an error": lambda: with_cell("ppe_cost", "<f>1/0</f><v>#DIV/0!</v>", "e"),
    "a sheet of its own": lambda: with_new_sheet("Ours", worksheet_with("kept")),
    "a name lost": lambda: with_name("ppe_cost", None),
    "marked before": lambda: annotate(filled(), MARKS),
}


def worksheet_with(text: str) -> str:
    namespace = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    cell = f'<c r="A1" t="inlineStr"><is><t>{text}</t></is></c>'
    return f'<worksheet xmlns="{namespace}"><sheetData><row r="1">{cell}</row></sheetData></worksheet>'


@pytest.mark.parametrize("build", mostly_proof([*CAME.values()]), ids=CAME)
def test_whichever_program_wrote_it_all_of_it_comes_back(build) -> None:
    data = build()
    made = annotate(data, MARKS)
    refuse_what_differs(data, made)
    was, now = read_workbook(data, FORMS), read_workbook(made, FORMS)
    assert was.cells.keys() == now.cells.keys() and len(now.cells) > 50
    assert {title: found for title, found in results_in(made).items() if title in results_in(data)} == results_in(data)


def test_a_strict_workbook_is_marked_apart_too() -> None:
    made = annotation.annotated(strict(filled()), MARKS)
    assert made is not None and len(read_workbook(made, FORMS).cells) > 50


LOST = {
    "an answer": lambda data: rewritten(
        part_of("ppe_cost"), lambda sheet: re.sub(r"<v>[^<]*</v>", "<v>7</v>", sheet), data
    ),
    "a sheet": lambda data: rewritten(
        "xl/workbook.xml", lambda book: re.sub(r"<sheet [^>]*/>", "", book, count=1), data
    ),
    "all sheets": lambda data: b"no workbook at all",
    "a part": lambda data: with_parts({"docProps/app.xml": None, "xl/worksheets/sheet1.xml": None}, data),
}


@pytest.mark.parametrize("lose", LOST.values(), ids=LOST)
def test_what_has_lost_something_is_not_handed_out(lose) -> None:
    with pytest.raises(Exception):  # noqa: B017 – the reader's own, where it is no workbook
        refuse_what_differs(filled(), lose(filled()))


def test_the_kind_of_what_differs_is_said() -> None:
    with pytest.raises(Differs, match="answers"):
        refuse_what_differs(filled(), with_cell("ppe_cost", "<v>7</v>"))


def test_stored_results_are_in_the_copy() -> None:
    data = with_cell("ppe_cost", "<f>2*50</f><v>100</v>")
    with zipfile.ZipFile(BytesIO(annotate(data, MARKS))) as archive:
        sheets = b"".join(archive.read(name) for name in archive.namelist() if "worksheets/sheet" in name)
    assert b"<f>2*50</f><v>100</v>" in sheets
