"""Councils of a round as pasted from a spreadsheet: a line each, and what is wrong with a line in words."""

import re
from dataclasses import dataclass

from spreadsheets.email_addresses import email_from

COLUMNS = ("Council", "ONS code", "Sub-region", "Inner, outer or not London", "Delegate", "Delegate’s email")
PLACES = {"inner": "inner", "outer": "outer", "not_london": "not_london", "not london": "not_london"}
SUB_REGIONS = frozenset({"ncl", "nel", "nwl", "sel", "swl", "other"})
MOST_LINES = 200
_ONS_CODE = re.compile(r"[A-Z]\d{8}")
_SEPARATORS = ("\t", ";", ",")


@dataclass(frozen=True, slots=True)
class MemberLine:
    """A council as it was pasted."""

    number: int
    council: str
    ons_code: str
    sub_region: str
    inner_outer: str
    delegate_name: str
    delegate_email: str


@dataclass(frozen=True)
class ReadLines:
    lines: tuple[MemberLine, ...]
    faults: tuple[str, ...]


def read_member_lines(text: str) -> ReadLines:
    """Read the lines; a heading is left out, and of each line that cannot be used one thing is said."""
    numbered = [(number, line) for number, line in enumerate(text.splitlines(), 1) if line.strip()]
    lines: list[MemberLine] = []
    faults: list[str] = []
    for number, line in numbered[:MOST_LINES]:
        cells = _cells(line)
        if number == numbered[0][0] and cells[0].casefold() == "council":
            continue
        read = _read(number, cells)
        if isinstance(read, str):
            faults.append(read)
        elif any(read.ons_code == one.ons_code for one in lines):
            faults.append(f"Line {number}: {read.ons_code} stands in another line, too.")
        else:
            lines.append(read)
    if len(numbered) > MOST_LINES:
        faults.append(f"There are {len(numbered):,} lines. Paste {MOST_LINES} at most.")
    return ReadLines(tuple(lines), tuple(faults))


def _cells(line: str) -> list[str]:
    separator = next((one for one in _SEPARATORS if one in line), "\t")
    return [cell.strip().strip('"').strip()[:200] for cell in line.split(separator)]


def _read(number: int, cells: list[str]) -> MemberLine | str:
    if len(cells) != len(COLUMNS):
        return f"Line {number}: it has {len(cells)} parts; expected are {len(COLUMNS)}: {', '.join(COLUMNS)}."
    council, code, region, place, name, email = cells
    if not council or not name:
        return f"Line {number}: give the council and the delegate’s name."
    if not _ONS_CODE.fullmatch(code.upper()):
        return f"Line {number}: “{code[:20]}” is no ONS code, such as E09000018."
    if region.lower() not in SUB_REGIONS:
        return f"Line {number}: “{region[:20]}” is no sub-region; expected is one of {', '.join(sorted(SUB_REGIONS))}."
    if place.lower() not in PLACES:
        return f"Line {number}: “{place[:20]}” is neither inner, outer nor not London."
    found = email_from(email)
    if found is None:
        return f"Line {number}: “{email[:40]}” is no complete email address."
    return MemberLine(number, council, code.upper(), region.lower(), PLACES[place.lower()], name[:150], found[:254])
