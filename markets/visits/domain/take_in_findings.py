"""What was found in a file of visits, in the words of MARKETS.md §9, each with its count."""

from collections.abc import Mapping, Sequence
from typing import Any

from markets.visits.domain.columns import LABELS
from markets.visits.domain.quality_words import WORDS
from markets.visits.domain.shown_texts import HIDDEN, cell_shown
from markets.visits.domain.visit_row import CellFault

Finding = dict[str, Any]
PLACES_LOST = "{n} places were not found ({share}). Zones leave them out; the map says so."
NAMES = "“{column}” seems to hold names. Choose the reference number instead: names are never stored."
NOT_STORED = "{n} visits are not the council’s. They were not stored."
KEPT_BY_TEAM = "{n} visits are not the council’s. They are kept by the independent team."
WAIT = {
    "V12": "{n} visits are here already under another reference. They were left out.",
    "V13": "{n} rows are a client’s second at one time. They were left out.",
    "V17": "{n} visits are of providers that the register does not know. They were left out.",
    "V18": "{n} rows bear what seems to be a name where a reference belongs. They were left out.",
    "V21": "{n} visits have an outcome that we do not know. They were left out.",
}


def findings_of(
    marks: Mapping[str, int],
    refusals: Mapping[str, int],
    waits: Mapping[str, int],
    copies: int,
    is_stored_elsewhere: bool,
) -> list[Finding]:
    """Return a finding for each code that the file bears, in the order of codes."""
    found = [_marked(code, n, refusals.get(code, 0)) for code, n in marks.items() if n and code not in ("V08", "V19")]
    kept, refused = marks.get("V08", 0), refusals.get("V08", 0)
    if kept or refused:
        found.append(_marked("V08", kept, refused))
    if n := marks.get("V19", 0):
        found.append(finding("V19", n, (KEPT_BY_TEAM if is_stored_elsewhere else NOT_STORED).format(n=f"{n:,}")))
    found += [_marked(code, 0, refusals[code]) for code in ("V09", "unread") if refusals.get(code)]
    if copies:
        found.append(finding("V10", copies, WORDS["V10"].format(n=f"{copies:,}")))
    found += [finding(code, n, WAIT[code].format(n=f"{n:,}")) for code, n in waits.items() if n]
    return sorted(found, key=lambda one: str(one["code"]))


def _marked(code: str, kept: int, refused: int) -> Finding:
    n = kept + refused
    return finding(code, n, WORDS[code].format(n=f"{n:,}", kept=f"{kept:,}", left=f"{refused:,}"))


def finding(code: str, n: int, words: str) -> Finding:
    return {"code": code, "n": n, "words": words}


def lost_places(n: int, rows: int) -> list[Finding]:
    share = f"{n / rows:.0%}" if rows else "0 %"
    return [finding("V22", n, PLACES_LOST.format(n=f"{n:,}", share=share))] if n else []


def placed_by(n: int, attributions: Sequence[str]) -> list[Finding]:
    """Return what is said of postcodes that became places, with the words that their list's licence asks for."""
    if not n or not attributions:
        return []
    words = f"{n:,} rows name a postcode; each is kept as a square of 100 m. {attributions[0]}"
    return [finding("places", n, words) | {"attribution": attributions[0]}]


def columns_with_names(columns: Mapping[str, int]) -> list[Finding]:
    return [finding("V18", n, NAMES.format(column=LABELS.get(column, column))) for column, n in columns.items()]


def cells(faults: Sequence[CellFault]) -> list[Finding]:
    """Return the first cells that could not be read. A cell may hold anything: of references it is not repeated."""
    return [finding("cell", 1, _message(fault)) for fault in faults]


def _message(fault: CellFault) -> str:
    read = HIDDEN if fault.column.endswith("_ref") and fault.read else cell_shown(fault.read)
    return CellFault(fault.row, fault.column, read, fault.expected).message
