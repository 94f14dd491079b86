"""A datasheet as a workbook and as a folder of csv files, made new of what is kept: the same bytes each time."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from io import BytesIO
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from costing.figure_words import day_in_words, gbp
from reports.annexes.domain.sheets import AnnexSheet, SheetCell, SheetRow, figure
from reports.datasheets.domain.datasheet_text import DatasheetText
from reports.datasheets.domain.drawn_sheets import TopicSheet
from reports.domain.service_words import service_in_words
from spreadsheets.csv_files import csv_text
from spreadsheets.fixed_zip import NO_TIME

SHEET_NAME = 31
HEADS = ("Authority", "Third")
NO_LIMIT = "–"
USES = (
    "Each sheet shows one topic. Its rows stand in a random order of its own, which nobody keeps.",
    "LA 1 of one sheet is not LA 1 of another. Please do not try to join sheets, or to find out who is who.",
    "Thirds are those of the authorities that released the figure.",
)
NOT_IN_A_NAME = re.compile(r"[^a-z0-9]+")


def title_of(text: DatasheetText) -> str:
    return f"{service_in_words(text.service)}, prices as at {day_in_words(date.fromisoformat(text.price_date))}"


def limits_in_words(sheet: TopicSheet) -> str:
    """Return where thirds end: “lower: below £4.00; upper: £5.20 and more”."""
    parts = [
        *([f"lower: below {gbp(sheet.lower_below)}"] if sheet.lower_below is not None else []),
        *([f"upper: {gbp(sheet.upper_from)} and more"] if sheet.upper_from is not None else []),
    ]
    return "; ".join(parts)


def datasheet_workbook(text: DatasheetText, sha256: str) -> bytes:
    sheets = (_contents(text, sha256), *(_sheet(number, one) for number, one in enumerate(text.sheets, 1)))
    from reports.annexes.domain.annex_a_workbook import annex_a_workbook  # large, and seldom wanted

    return annex_a_workbook(f"Datasheet: {title_of(text)}", sheets)


def datasheet_folder(text: DatasheetText, sha256: str) -> bytes:
    """Return a zip folder with the contents and a csv file a sheet."""
    made = BytesIO()
    with ZipFile(made, "w", ZIP_STORED) as folder:
        for name, rows in _csv_files(text, sha256):
            folder.writestr(ZipInfo(name, NO_TIME), csv_text(rows).encode())
    return made.getvalue()


def _csv_files(text: DatasheetText, sha256: str) -> Iterator[tuple[str, list[Sequence[str]]]]:
    lists = (("Topic", "Authorities", "Lower third below", "Upper third from"), *map(_listed, text.sheets))
    withheld = [(one.topic.label, "not shown", one.because) for one in text.withheld]
    released_by = [("Released by", name) for name in text.authorities]
    yield "contents.csv", [*_about(text, sha256), (), *lists, *withheld, (), *released_by]
    for number, one in enumerate(text.sheets, 1):
        yield f"{number:02}-{NOT_IN_A_NAME.sub('-', one.topic.label.casefold()).strip('-')}.csv", [HEADS, *_rows(one)]


def _about(text: DatasheetText, sha256: str) -> list[Sequence[str]]:
    return [
        ("Anonymised datasheet", title_of(text)),
        ("Unit", text.unit),
        ("Made on", day_in_words(date.fromisoformat(text.made_on))),
        ("SHA-256 of what is kept", sha256),
        *((words,) for words in USES),
    ]


def _listed(sheet: TopicSheet) -> Sequence[str]:
    ends = (NO_LIMIT if end is None else f"{end:.2f}" for end in (sheet.lower_below, sheet.upper_from))
    return (sheet.topic.label, str(len(sheet.rows)), *ends)


def _rows(sheet: TopicSheet) -> list[tuple[str, str]]:
    return [(f"LA {number}", third.value) for number, third in enumerate(sheet.rows, 1)]


def _contents(text: DatasheetText, sha256: str) -> AnnexSheet:
    title, *about = _about(text, sha256)
    rows = [
        SheetRow("title", (": ".join(title),)),
        *(SheetRow("words", (": ".join(one),)) for one in about),
        SheetRow("blank"),
        SheetRow("head", ("Topic", "Authorities", f"Lower third below, {text.unit}", "Upper third from")),
        *(SheetRow("line", _contents_line(one)) for one in text.sheets),
        *(SheetRow("words", (f"{one.topic.label} is not shown: {one.because}.",)) for one in text.withheld),
        SheetRow("blank"),
        SheetRow("head", ("Made of figures released by",)),
        *(SheetRow("line", (name,)) for name in text.authorities),
    ]
    return AnnexSheet("Contents", (58, 14, 22, 22), tuple(rows))


def _contents_line(sheet: TopicSheet) -> tuple[SheetCell, ...]:
    ends = (figure("gbp", end, NO_LIMIT) for end in (sheet.lower_below, sheet.upper_from))
    return (sheet.topic.label, figure("whole", len(sheet.rows)), *ends)


def _sheet(number: int, sheet: TopicSheet) -> AnnexSheet:
    name = f"{number:02} {''.join(char for char in sheet.topic.label if char not in '[]:*?/' + chr(92))}"
    rows = [
        SheetRow("title", (sheet.topic.label,)),
        SheetRow("words", (limits_in_words(sheet).capitalize(),)),
        SheetRow("blank"),
        SheetRow("head", HEADS),
        *(SheetRow("line", row) for row in _rows(sheet)),
    ]
    return AnnexSheet(name[:SHEET_NAME].strip(), (24, 24), tuple(rows))
