"""A pack on the market's position: tables, pictures and sources, all of what may be published and of nothing else."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from decimal import Decimal

from costing.charts import PLOT, RangeBar, RangeChart
from reports.annexes.domain.blocks import Block, picture
from spreadsheets.table_files import FileCell

# As short as this a name stands in other words by chance.
SHORTEST_NAME = 4


@dataclass(frozen=True, slots=True)
class PackTable:
    """A table of a chapter; ``source`` says of whom and of when it is."""

    file: str
    chapter: str
    title: str
    source: str
    heads: tuple[str, ...]
    rows: tuple[tuple[FileCell, ...], ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class PackPicture:
    """A picture of a chapter, as a block that Word and the page layout print."""

    file: str
    chapter: str
    block: Block


@dataclass(frozen=True, slots=True)
class PackPart:
    """Tables and pictures of one source; ``typed`` are the names in it that people chose, such as those of zones."""

    source: str
    tables: tuple[PackTable, ...] = ()
    pictures: tuple[PackPicture, ...] = ()
    typed: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PositionPack:
    authority: str
    made_on: str
    parts: tuple[PackPart, ...]

    @property
    def tables(self) -> tuple[PackTable, ...]:
        return tuple(one for part in self.parts for one in part.tables)

    @property
    def pictures(self) -> tuple[PackPicture, ...]:
        return tuple(one for part in self.parts for one in part.pictures)

    def names_told(self, names: Collection[str]) -> list[str]:
        """Return the typed names that hold the name of a provider or of a location: with one of them nothing goes."""
        known = [re.compile(rf"(?<!\w){re.escape(name)}(?!\w)", re.IGNORECASE) for name in names if _is_long(name)]
        typed = sorted({text for part in self.parts for text in part.typed})
        return [text for text in typed if any(one.search(text) for one in known)]


def _is_long(name: str) -> bool:
    return len(name.strip()) >= SHORTEST_NAME


def bar_picture(file: str, chapter: str, title: str, rows: Sequence[tuple[str, Decimal | None, str]]) -> PackPicture:
    """Return a picture of bars from 0; each has its words, and one that is hidden has no bar."""
    most = max((value for _, value, _ in rows if value is not None), default=Decimal(0))

    def width(value: Decimal | None) -> int:
        return 0 if value is None or not most else int(value / most * (PLOT - 10))

    bars = tuple(
        RangeBar(label, words, "line", None, 0, width(value), has_quartiles=value is not None)
        for label, value, words in rows
    )
    says = "; ".join(f"{label}: {words}" for label, _, words in rows)
    return PackPicture(file, chapter, picture(title, says, RangeChart(bars)))
