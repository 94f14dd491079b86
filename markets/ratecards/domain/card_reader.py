"""Read a rate card that was typed, pasted or sent as a file: its lines, or which cell cannot be used and why."""

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from pathlib import Path

from markets.ratecards.domain.card_lines import CardBasis, CardLine, DayKind
from spreadsheets.numbers import number_from
from spreadsheets.tables.any_file import UnreadableTable, read_rows
from spreadsheets.tables.rows import Take

FILE = Path(__file__).parent / "data" / "card_words.csv"
MOST_LINES, HEADS_WITHIN, LONGEST_ZONE, LONGEST_VISIT = 500, 20, 100, 1440
HIGHEST_RATE = Decimal(1000)
NO_HEADS = (
    "There is no row of headings with a rate. Write one such as “Zone; Minutes; Day; Careworkers; Rate”; only Rate and "
    "one more have to be there."
)
DAYS = "weekday, Saturday, Sunday, weekend, bank holiday or any"


@dataclass(frozen=True, slots=True)
class CardFault:
    """A cell that cannot be used: its row, what was read, and what was expected."""

    row: int
    column: str
    read: str
    expected: str

    @property
    def message(self) -> str:
        read = f"“{self.read[:40]}”" if self.read else "blank"
        return f"Row {self.row:,}, {self.column}: it is {read}; expected is {self.expected}."


@dataclass
class ReadCard:
    """What was read: the lines, what is wrong, and headings that mean nothing here."""

    lines: list[CardLine] = field(default_factory=list)
    faults: list[CardFault] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)

    @property
    def is_sound(self) -> bool:
        return bool(self.lines) and not self.faults


@cache
def words_of(kind: str) -> Mapping[str, str]:
    with FILE.open(encoding="utf-8", newline="") as file:
        return {row["word"]: row["meaning"] for row in csv.DictReader(file) if row["kind"] == kind}


@dataclass
class CardRows:
    """Gathers the rows below the first row of headings, of whichever sheet has one."""

    columns: dict[str, int] = field(default_factory=dict)
    heads: list[str] = field(default_factory=list)
    rows: list[tuple[int, list[str]]] = field(default_factory=list)

    def begin(self, _sheet: str) -> Take | None:
        return None if self.columns else self.take

    def take(self, number: int, cells: list[str]) -> bool:
        if self.columns:
            if any(cell.strip() for cell in cells):
                self.rows.append((number, cells))
            return len(self.rows) <= MOST_LINES
        self.columns = columns_in(cells)
        self.heads = [cell.strip() for cell in cells] if self.columns else []
        return bool(self.columns) or number < HEADS_WITHIN


def columns_in(cells: Sequence[str]) -> dict[str, int]:
    """Return where each column stands, if this is the row of headings: the rate and one more."""
    found: dict[str, int] = {}
    for place, cell in enumerate(cells):
        meaning = words_of("column").get(_plain(cell).replace("(£)", "£").strip())
        if meaning:
            found.setdefault(meaning, place)
    return found if "rate" in found and len(found) > 1 else {}


def read_card(data: bytes, basis: CardBasis) -> ReadCard:
    """Return what a file or a typed text holds; raise UnreadableTable, in words, for what is no list of rates."""
    gathered = CardRows()
    read_rows(data, gathered.begin)
    if not gathered.columns:
        raise UnreadableTable(NO_HEADS)
    if len(gathered.rows) > MOST_LINES:
        raise UnreadableTable(f"There are more than {MOST_LINES} rates in it. Leave out what is no rate.")
    if not gathered.rows:
        raise UnreadableTable("There is no rate below the headings.")
    card = ReadCard(
        unread=[head for place, head in enumerate(gathered.heads) if head and place not in gathered.columns.values()]
    )
    seen: dict[object, int] = {}
    for number, cells in gathered.rows:
        line = _line(number, {key: _at(cells, place) for key, place in gathered.columns.items()}, basis, card.faults)
        if line is None:
            continue
        if line.cell in seen:
            card.faults.append(
                CardFault(number, "the rate", line.words, f"each once: row {seen[line.cell]} is the same")
            )
        seen.setdefault(line.cell, number)
        card.lines.append(line)
    return card


def _at(cells: Sequence[str], place: int) -> str:
    return cells[place].strip() if place < len(cells) else ""


def _plain(text: str) -> str:
    return " ".join(text.casefold().replace("–", "-").split())


def _line(number: int, cells: Mapping[str, str], basis: CardBasis, faults: list[CardFault]) -> CardLine | None:
    before = len(faults)
    zone, minutes = cells.get("zone", ""), _minutes(number, cells.get("minutes", ""), faults)
    if len(zone) > LONGEST_ZONE:
        faults.append(CardFault(number, "zone", zone, f"a name of at most {LONGEST_ZONE} characters"))
    day = words_of("day").get(_plain(cells.get("day", "")))
    if day is None:
        faults.append(CardFault(number, "day", cells["day"], DAYS))
    careworkers = words_of("careworkers").get(_plain(cells.get("careworkers", "")))
    if careworkers is None:
        faults.append(CardFault(number, "careworkers", cells["careworkers"], "1 or 2"))
    rate = number_from(cells["rate"], "£") if cells["rate"] else None
    if rate is None or rate.is_percent or not 0 < rate.value <= HIGHEST_RATE:
        faults.append(CardFault(number, "rate", cells["rate"], f"pounds above 0 and at most {HIGHEST_RATE:,}"))
    if minutes is None and basis is CardBasis.VISIT and len(faults) == before:
        faults.append(CardFault(number, "minutes", "", "the length of the visit that this is the price of"))
    if len(faults) > before or rate is None or day is None or careworkers is None:
        return None
    return CardLine(zone, minutes, DayKind(day), int(careworkers), rate.value)


def _minutes(number: int, text: str, faults: list[CardFault]) -> int | None:
    if _plain(text) in words_of("minutes"):
        return None
    found = number_from(text, "minutes")
    if found is None or found.is_percent or found.value != int(found.value) or not 1 <= found.value <= LONGEST_VISIT:
        faults.append(CardFault(number, "minutes", text, f"whole minutes from 1 to {LONGEST_VISIT:,}, or any"))
        return None
    return int(found.value)
