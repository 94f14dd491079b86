"""The first sheet: what this is, how to fill it in, who sees it, how to send it back."""

from xlsxwriter.worksheet import Worksheet

from costing.form import Form
from costing.workbook.layout import (
    READ_ME,
    RESULT,
    TITLE_ROW,
    sheet_name,
)
from costing.workbook.progress import progress
from costing.workbook.sheet_writer import Pen, row_height
from costing.workbook.styles import QUIET

_TOPIC, _TEXT = 1, 2
_TEXT_WIDTH = 92


def write_read_me(pen: Pen) -> None:
    page = pen.sheet(READ_ME, widths=(3, 30, _TEXT_WIDTH), tab=QUIET, landscape=False)
    page.set_row(TITLE_ROW, 32)
    pen.title(page, TITLE_ROW, _TOPIC, pen.form.title)
    subtitle = (
        f"One workbook for one {pen.form.location_word}. Results in {pen.form.cost_unit}. Version {pen.form.version}."
    )
    page.write_string(1, _TOPIC, subtitle, pen.styles("progress"))
    row = 3
    for topic, paragraphs in _topics(pen.form):
        row = _write_topic(pen, page, row, topic, paragraphs)
    _write_progress(pen, page, row)


def _write_topic(pen: Pen, page: Worksheet, row: int, topic: str, paragraphs: tuple[str, ...]) -> int:
    """Write a topic and return the row after it and its gap."""
    page.write_string(row, _TOPIC, topic, pen.styles("topic"))
    for position, paragraph in enumerate(paragraphs, row):
        page.write_string(position, _TEXT, paragraph, pen.styles("paragraph"))
        page.set_row(position, row_height((paragraph, _TEXT_WIDTH)) - 2)
    gap = row + len(paragraphs)
    page.set_row(gap, 8)
    return gap + 1


def _write_progress(pen: Pen, page: Worksheet, row: int) -> None:
    page.write_string(row, _TOPIC, "The sheets", pen.styles("heading"))
    page.write_string(row, _TEXT, "How far you are", pen.styles("heading"))
    for position, sheet in enumerate(pen.form.sheets, row + 1):
        _link(pen, page, position, sheet_name(sheet))
        pen.formula(page, position, _TEXT, progress(pen.form, sheet), pen.styles("label"))
    last = row + 1 + len(pen.form.sheets)
    _link(pen, page, last, RESULT)
    page.write_string(last, _TEXT, "worked out from your answers, line by line", pen.styles("label"))


def _link(pen: Pen, page: Worksheet, row: int, sheet: str) -> None:
    page.set_row(row, 20)
    page.write_url(row, _TOPIC, f"internal:'{sheet}'!A1", pen.styles("link"), sheet)


def _topics(form: Form) -> tuple[tuple[str, tuple[str, ...]], ...]:
    place = form.location_word
    return (
        (
            "What this is",
            (
                f"A cost return: what care at one {place} really costs. From your answers the sheet Result works out "
                "the cost line by line, with formulas you can follow. The middle values of all returns are evidence "
                "for setting fees.",
            ),
        ),
        (
            "Who sees it",
            (
                "Only the independent team that runs this exercise. The council never sees a provider's figures, and "
                "is not told who filled this in. What it is given is about all returns together, such as medians; the "
                "privacy page of the exercise says exactly what, and how it is protected.",
            ),
        ),
        (
            "How to fill it in",
            (
                "1.  Go through the sheets from left to right and type in the boxes. Everything else is locked, so "
                "that nothing is changed by accident; there is no password.",
                f"2.  Give the figures of this {place} only, for the year you name, and mind the unit beside each box: "
                "a year is not a week, and the company is not one of its parts.",
                "3.  A cream box still needs an answer, a red one should be looked at again, a grey one does not apply "
                "to you. ○ still needed, ● answered, no mark: optional.",
                "4.  The column “We read” shows how an answer was understood. For a percentage type 5, 5% or 0.05: "
                "all three are read as 5 %.",
                "5.  Warnings never stop you. If a figure is unusual but right, keep it and say why in “Your note”: "
                "the independent team reads it.",
            ),
        ),
        (
            "0, n/a or blank",
            (
                "0  There is none of it.",
                "n/a  You have this cost but cannot give it. Possible where the help says so, for costs only. Its line "
                "and every sum above it are then left out, for a sum without it would be too small.",
                "Blank  Not answered yet; or, where no mark stands, left out.",
            ),
        ),
        (
            "How to send it back",
            (
                "Save it as an Excel workbook (.xlsx) and upload it on the portal with the link in your invitation. "
                "The portal checks it at once and says what to put right. Please do not email it to the council. "
                "If you are stuck, ask the independent team for a one-to-one: the details are in your invitation.",
            ),
        ),
    )
