"""Providers as a council types or pastes them: a line each, with name, hours a week, today's rate and zone."""

from collections.abc import Sequence
from decimal import Decimal

from markets.fees.domain.fee_budget import ProviderLine
from spreadsheets.numbers import number_from

MOST_LINES, LONGEST_NAME = 200, 150
MOST_HOURS, HIGHEST_RATE = Decimal(1_000_000), Decimal(1000)
EXPECTED = "expected is: name, hours a week, rate, zone. For example: Elm Care, 420, 24.10, rural"


def read_lines(text: str, zones: Sequence[str]) -> tuple[list[ProviderLine], list[str]]:
    """Return the lines, and a sentence about each that cannot be used.

    Columns are parted by tabs, as they are pasted from a spreadsheet, by semicolons, or by commas with a space behind
    them or without. With one zone alone a line need not name it; a line of headings is passed over.
    """
    found: list[ProviderLine] = []
    faults: list[str] = []
    rows = [(number, row.strip()) for number, row in enumerate(text.splitlines(), 1) if row.strip()]
    if len(rows) > MOST_LINES:
        return [], [f"There are {len(rows):,} lines. Enter at most {MOST_LINES}"]
    for number, row in rows:
        cells = _cells(row)
        if number == rows[0][0] and len(cells) > 1 and _number(cells[1]) is None and not any(map(str.isdigit, row)):
            continue
        line, fault = _line(cells, zones)
        if line is None:
            faults.append(f"Line {number}, “{row[:60]}”: {fault}")
        else:
            found.append(line)
    return found, faults


def _cells(row: str) -> list[str]:
    mark = "\t" if "\t" in row else ";" if ";" in row else ", " if ", " in row else ","
    return [cell.strip() for cell in row.split(mark)]


def _line(cells: list[str], zones: Sequence[str]) -> tuple[ProviderLine | None, str]:
    if len(cells) == 3 and len(zones) == 1:
        cells = [*cells, zones[0]]
    if len(cells) != 4 or not cells[0]:
        return None, EXPECTED
    name, zone = cells[0][:LONGEST_NAME], _zone(cells[3], zones)
    hours, rate = _number(cells[1]), _number(cells[2])
    if hours is None or not 0 < hours <= MOST_HOURS:
        return None, f"“{cells[1][:30]}” are no hours a week above 0"
    if rate is None or not 0 < rate <= HIGHEST_RATE:
        return None, f"“{cells[2][:30]}” is no rate above £0 and at most £{HIGHEST_RATE:,}"
    if zone is None:
        return None, f"“{cells[3][:30]}” is no zone of this scenario. Its zones are {', '.join(zones)}"
    return ProviderLine(name, hours, rate, zone), ""


def _zone(text: str, zones: Sequence[str]) -> str | None:
    return next((zone for zone in zones if zone.casefold() == text.casefold()), None)


def _number(text: str) -> Decimal | None:
    found = number_from(text.removeprefix("£"), "") if text else None
    return found.value if found else None
