"""Staff time, one-off costs and savings as a council types them: a line each."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from markets.papers.domain.paper_kinds import SectionShape
from spreadsheets.decimals import rounded
from spreadsheets.numbers import number_from

MOST_LINES, LONGEST_NAME = 60, 150
MOST_POUNDS, MOST_DAYS = Decimal(1_000_000_000), Decimal(100_000)
NONE = "none"
EXPECTED = {
    SectionShape.STAFF: "expected is: what, days, £ a day. For example: Contract monitoring, 40, 210",
    SectionShape.COSTS: "expected is: what, £. For example: Legal advice, 12000",
}


@dataclass(frozen=True, slots=True)
class TypedCost:
    """What a line comes to, £; ``days`` is None where it is no staff time."""

    name: str
    pounds: Decimal
    days: Decimal | None = None


def read_costs(text: str, shape: SectionShape) -> tuple[list[TypedCost], list[str]]:
    """Return the lines, and a sentence about each that cannot be used; “none” is no line at all.

    Columns are parted by tabs, by semicolons, or by commas; a comma within a thousand parts nothing.
    """
    rows = [(number, row.strip()) for number, row in enumerate(text.splitlines(), 1) if row.strip()]
    if len(rows) > MOST_LINES:
        return [], [f"There are {len(rows):,} lines. Enter at most {MOST_LINES}"]
    if [row.casefold().rstrip(".") for _, row in rows] == [NONE]:
        return [], []
    found: list[TypedCost] = []
    faults: list[str] = []
    for number, row in rows:
        line = _line(_cells(row), shape)
        if line is None:
            faults.append(f"Line {number}, “{row[:60]}”: {EXPECTED[shape]}")
        else:
            found.append(line)
    return found, faults


def _cells(row: str) -> list[str]:
    mark = "\t" if "\t" in row else ";" if ";" in row else ", " if ", " in row else ","
    return [cell.strip() for cell in row.split(mark)]


def _line(cells: list[str], shape: SectionShape) -> TypedCost | None:
    wanted = 3 if shape is SectionShape.STAFF else 2
    if len(cells) != wanted or not cells[0] or len(cells[0]) > LONGEST_NAME:
        return None
    amount = _number(cells[-1], MOST_POUNDS)
    if shape is not SectionShape.STAFF:
        return None if amount is None else TypedCost(cells[0], amount)
    days = _number(cells[1], MOST_DAYS)
    return None if amount is None or days is None else TypedCost(cells[0], rounded(days * amount), days)


def _number(text: str, most: Decimal) -> Decimal | None:
    found = number_from(text.removeprefix("£").strip(), "")
    return found.value if found and not found.is_percent and 0 <= found.value <= most else None


def sum_of(costs: Sequence[TypedCost]) -> Decimal:
    return sum((one.pounds for one in costs), Decimal(0))
