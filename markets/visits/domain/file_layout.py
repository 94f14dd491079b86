"""The layout of a table that somebody sent: its row of names, its delimiter, the look of its dates, a fingerprint."""

import csv
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import islice

from markets.visits.domain.columns import ColumnMapping, columns_in, plain_name

HEADER_WITHIN = 100
SAMPLED = 1000
DELIMITERS = ",;\t|"
FEWEST_NAMES = 2


@dataclass(frozen=True, slots=True)
class FileLayout:
    """``row`` is the header's, ``line`` the lines of text up to and with it, ``sample`` the first rows after it."""

    names: tuple[str, ...]
    row: int
    line: int
    delimiter: str
    sample: tuple[tuple[str, ...], ...]

    @property
    def fingerprint(self) -> str:
        """Return what is the same for every file of this layout, whatever is in it."""
        names = sorted(plain_name(name) for name in self.names)
        known = json.dumps([names, self.delimiter, self.date_look], ensure_ascii=False)
        return sha256(known.encode()).hexdigest()

    @property
    def date_look(self) -> str:
        """Return how most dates of the sample are written, digits as 9: 99/99/9999."""
        found: dict[str, int] = {}
        for row in self.sample[:50]:
            for cell in row:
                if shape := DATE.match(cell.strip()):
                    look = re.sub(r"\d", "9", re.sub(r"\d{1,2}(?=[/.-])", "99", shape[0]))
                    found[look] = found.get(look, 0) + 1
        return max(found, key=lambda look: found[look], default="")

    def column(self, place: int) -> list[str]:
        return [row[place].strip() for row in self.sample if place < len(row)]


DATE = re.compile(r"\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4}")


def layout_of(lines: Sequence[str], mapping: ColumnMapping | None = None) -> FileLayout | None:
    """Return the layout of a text's first lines; None where no row looks like names."""
    delimiter = max(DELIMITERS, key="".join(lines[:HEADER_WITHIN]).count)
    reader = csv.reader(lines, delimiter=delimiter)
    rows, ends = [], []
    for row in islice(reader, HEADER_WITHIN + SAMPLED):
        rows.append(row)
        ends.append(reader.line_num)
    place = header_place(rows[:HEADER_WITHIN], mapping or ColumnMapping())
    if place is None:
        return None
    names = tuple(name.strip() for name in rows[place])
    sample = tuple(tuple(row) for row in rows[place + 1 : place + 1 + SAMPLED] if any(row))
    return FileLayout(names, place + 1, ends[place], delimiter, sample)


def header_place(rows: Sequence[Sequence[str]], mapping: ColumnMapping) -> int | None:
    """Return where the row of names is: as mapped or in our own words, else the first wide row of words alone."""
    for place, row in enumerate(rows):
        if len(columns_in(row, mapping)) >= FEWEST_NAMES:
            return place
    widest = max((len([cell for cell in row if cell.strip()]) for row in rows), default=0)
    for place, row in enumerate(rows):
        filled = [cell.strip() for cell in row if cell.strip()]
        if len(filled) >= max(FEWEST_NAMES + 1, widest * 4 // 5) and all(_is_name(cell) for cell in filled):
            return place
    return None


def _is_name(cell: str) -> bool:
    return any(letter.isalpha() for letter in cell) and not DATE.search(cell) and len(cell) <= 100


def difference(names: Sequence[str], known: Mapping[str, str] | Sequence[str]) -> tuple[list[str], list[str]] | None:
    """Return the names that are gone and those that are new against a known layout; None where it is another one."""
    here, there = {plain_name(name) for name in names}, {plain_name(name) for name in known}
    if not there or len(here & there) * 100 < 80 * max(len(here), len(there)):
        return None
    gone = [name for name in known if plain_name(name) not in here]
    return gone, [name for name in names if plain_name(name) not in there]
