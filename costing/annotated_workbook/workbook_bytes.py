"""Turn a workbook into bytes without a file in between: nothing of a return is left on a disk."""

from collections.abc import Mapping
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl.drawing.spreadsheet_drawing import SpreadsheetDrawing
from openpyxl.workbook import Workbook
from openpyxl.worksheet._writer import WorksheetWriter
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter

from costing.annotated_workbook.stored_results import By, with_results


class _InMemory(ExcelWriter):  # type: ignore[misc]
    """Writes each sheet in memory, where openpyxl would use a temporary file, with the results of its formulas."""

    results: Mapping[str, By] = {}

    def write_worksheet(self, ws: Worksheet) -> None:
        ws._drawing = SpreadsheetDrawing()
        ws._drawing.charts, ws._drawing.images = ws._charts, ws._images
        part = BytesIO()
        writer = WorksheetWriter(ws, part)
        writer.write()
        ws._rels = writer._rels
        self._archive.writestr(ws.path[1:], with_results(part.getvalue(), self.results.get(ws.title, {})))
        self.manifest.append(ws)


def saved(book: Workbook, results: Mapping[str, By] | None = None) -> bytes:
    """Return the workbook's bytes; ``results`` are those of its formulas, by sheet, which openpyxl does not keep."""
    buffer = BytesIO()
    writer = _InMemory(book, ZipFile(buffer, "w", ZIP_DEFLATED, allowZip64=True))
    writer.results = results or {}
    writer.save()
    return buffer.getvalue()
