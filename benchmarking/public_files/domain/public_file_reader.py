"""Read a public file, whichever of those that we know it is; a file of no use is told by what we look for."""

from benchmarking.public_files.domain.asc_fr import ASC_FR
from benchmarking.public_files.domain.council_book import CouncilBook
from benchmarking.public_files.domain.lg_inform import LG_INFORM
from benchmarking.public_files.domain.msif import MSIF
from benchmarking.public_files.domain.periods import period_in
from benchmarking.public_files.domain.populations import POPULATION
from benchmarking.public_files.domain.pss_ex1 import PSS_EX1
from benchmarking.public_files.domain.public_figures import PublicFigureRead, PublicFileRead
from benchmarking.public_files.domain.raw_tables import GatheredFile, RawTable, gather
from benchmarking.public_files.domain.shaped_figures import ShapedFigures
from spreadsheets.late_modules import LateModule
from spreadsheets.tables.any_file import UnreadableTable

pd = LateModule("pandas")
LAYOUTS = (MSIF, ASC_FR, POPULATION, PSS_EX1, LG_INFORM)
MOST_FIGURES, LONGEST_SHEET = 20_000, 60
_LOOKED_FOR = "We look for a sheet with “Local authority” and “home care” in its heading."
_OTHERWISE = (
    "We found no table that we know in this file. We look for a heading with “Local authority” and “home care” (MSIF), "
    "with “GEOGRAPHY_CODE” and “DimensionGroup” (ASC-FR), with “AREA_CODE”, “AGE_GROUP” and “SEX” (population), with "
    "a council and its £ per hour (PSS-EX1), or for eight rows of headings above ONS codes (LG Inform)."
)
_OF_THE_CQC = (
    "This is a list of the CQC’s. An administrator loads it on the page Imports of the register, which keeps each "
    "rating with its day."
)
_NO_YEAR = (
    "We found no year in this file, neither in its headings nor in its name. Say below which year it is of; we do not "
    "guess it."
)


def read_public_file(data: bytes, file_name: str, book: CouncilBook, asked_period: str = "") -> PublicFileRead:
    """Return what a file says; raise UnreadableTable, in words, for one of no use."""
    found = gather(data, LAYOUTS)
    if found.layout is None:
        raise UnreadableTable(_what_we_look_for(found))
    told = asked_period or period_in(file_name)
    shaped = ShapedFigures(_framed(found, told), book)
    figures = tuple(shaped.figures())
    _refuse_what_says_too_little(figures, shaped.faults)
    return PublicFileRead(
        found.layout.source, tuple(found.sheets), figures, tuple(shaped.totals()), tuple(shaped.faults),
        tuple(shaped.markers), found.published, shaped.elsewhere,
    )  # fmt: skip


def _framed(found: GatheredFile, asked_period: str) -> object:
    layout = found.layout
    assert layout is not None
    tables = [table for table in found.tables if table.rows]
    frames = [layout.frame(table, asked_period) for table in tables]
    if not frames or all(frame.empty for frame in frames):
        raise UnreadableTable(_nothing_below(found.tables))
    for table, frame in zip(tables, frames, strict=True):
        frame["sheet"] = table.sheet[:LONGEST_SHEET] if len(tables) > 1 else ""
    return pd.concat([frame for frame in frames if not frame.empty], ignore_index=True)


def _nothing_below(tables: list[RawTable]) -> str:
    sheet = f"the sheet “{tables[0].sheet}”" if tables and tables[0].sheet else "this file"
    return f"There is a heading that we know in {sheet}, but no figure below it that we read."


def _refuse_what_says_too_little(figures: tuple[PublicFigureRead, ...], faults: list[str]) -> None:
    if not figures:
        raise UnreadableTable(" ".join(["No row of this file is of a council that we know.", *faults[:3]]))
    if any(not one.period for one in figures):
        raise UnreadableTable(_NO_YEAR)
    if len(figures) > MOST_FIGURES:
        raise UnreadableTable(
            f"There are {len(figures):,} figures in it; {MOST_FIGURES:,} at once are taken. Leave years out."
        )


def _what_we_look_for(found: GatheredFile) -> str:
    if {"location id", "latest rating"} <= found.seen or "cqc location id (for office use only)" in found.seen:
        return _OF_THE_CQC
    if not found.sheets:
        return _OTHERWISE
    shown = ", ".join(found.sheets[:12])
    return f"We found the sheet{'' if len(found.sheets) == 1 else 's'} {shown}. {_LOOKED_FOR}"
