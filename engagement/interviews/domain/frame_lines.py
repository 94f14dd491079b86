"""The frame of a study as pasted: a line a person or organisation that may be interviewed."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass

COLUMNS = ("cell", "kind", "group", "organisation", "contact", "e-mail", "descriptions")
MOST_LINES, LONGEST = 2_000, 200


@dataclass(frozen=True, slots=True)
class FrameLine:
    """A line: ``descriptions`` from the most exact to the widest, parted by slashes."""

    cell: str
    kind: str
    group: str
    organisation: str
    contact: str
    email: str
    descriptions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReadFrame:
    lines: tuple[FrameLine, ...]
    faults: tuple[str, ...]


def read_frame_lines(text: str, cells: Sequence[str], kinds: Sequence[str]) -> ReadFrame:
    """Return the lines of a table parted by tabs, semicolons or commas, a heading passed over, and what is wrong."""
    delimiter = next((sign for sign in "\t;" if sign in text), ",")
    rows = [[cell.strip() for cell in row] for row in csv.reader(io.StringIO(text), delimiter=delimiter)]
    numbered = [(number, row) for number, row in enumerate(rows, 1) if any(row)]
    if numbered and numbered[0][1][0].casefold() == COLUMNS[0]:
        numbered = numbered[1:]
    if len(numbered) > MOST_LINES:
        return ReadFrame((), (f"There are {len(numbered):,} lines; at most {MOST_LINES:,} are taken.",))
    faults = [fault for number, row in numbered for fault in _faults(number, row, cells, kinds)]
    return ReadFrame(() if faults else tuple(_line(row) for _, row in numbered), tuple(faults))


def _faults(number: int, row: list[str], cells: Sequence[str], kinds: Sequence[str]) -> list[str]:
    if not 4 <= len(row) <= len(COLUMNS):
        return [f"Line {number} has {len(row)} columns; expected are {', '.join(COLUMNS)}."]
    faults = []
    if row[0] not in cells:
        faults.append(f"Line {number}: “{row[0][:40]}” is no cell of this study; there are {', '.join(cells)}.")
    if row[1] not in kinds:
        faults.append(f"Line {number}: “{row[1][:40]}” is no kind; there are {', '.join(kinds)}.")
    if not row[3]:
        faults.append(f"Line {number} names no organisation.")
    faults += [f"Line {number}: a column has over {LONGEST} letters." for cell in row if len(cell) > LONGEST][:1]
    if len(row) > 5 and row[5] and ("@" not in row[5] or " " in row[5]):
        faults.append(f"Line {number}: “{row[5][:60]}” is no e-mail address.")
    return faults


def _line(row: list[str]) -> FrameLine:
    cell, kind, group, organisation, contact, email, said = [*row, *[""] * (len(COLUMNS) - len(row))]
    widest = f"a {kind}"
    given = tuple(part.strip() for part in said.split("/") if part.strip())
    descriptions = given if given[-1:] == (widest,) else (*given, widest)
    return FrameLine(cell, kind, group, organisation, contact, email, descriptions)
