"""Sheets of one topic each, their rows drawn in an order of their own: "LA 1", "LA 2" … with a third and no more."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from costing.form import Form
from reports.datasheets.domain.bands import FEWEST_AUTHORITIES, Third, limits, thirds
from reports.domain.released_table import released_columns

Shuffle = Callable[[list[str]], object]
FEW = f"fewer than {FEWEST_AUTHORITIES} authorities have released it"
ALIKE = "the figures are too much alike for thirds of two authorities and more"


@dataclass(frozen=True, slots=True)
class DatasheetTopic:
    """A measure; its key is the column and the line."""

    key: str
    column: str
    line: str

    @property
    def label(self) -> str:
        return f"{self.column}: {self.line}" if self.column else self.line


@dataclass(frozen=True, slots=True)
class TopicSheet:
    """The rows of a topic: row ``LA n`` is the n-th of ``rows``."""

    topic: DatasheetTopic
    rows: tuple[Third, ...]
    lower_below: Decimal | None
    upper_from: Decimal | None


@dataclass(frozen=True, slots=True)
class WithheldTopic:
    topic: DatasheetTopic
    because: str


@dataclass(frozen=True)
class DrawnSheets:
    """All sheets; ``own`` has each authority's number on each of them, and is kept nowhere but sealed."""

    sheets: tuple[TopicSheet, ...]
    withheld: tuple[WithheldTopic, ...]
    own: Mapping[str, Mapping[str, int]]


def drawn_sheets(form: Form, tables: Mapping[str, Mapping[str, Any]], shuffle: Shuffle) -> DrawnSheets:
    """Draw the sheets of the released tables of authorities, which stand under some name of theirs.

    ``shuffle`` puts a list into a random order. Each topic has its own, so that no two figures of an authority meet.
    """
    sheets, withheld, own = [], [], {name: dict[str, int]() for name in tables}
    for topic, figures in released_topics(form, tables):
        found = thirds(list(figures.values()))
        if found is None:
            withheld.append(WithheldTopic(topic, FEW if len(figures) < FEWEST_AUTHORITIES else ALIKE))
            continue
        order = sorted(figures)
        shuffle(order)
        of = dict(zip(figures, found, strict=True))
        sheets.append(TopicSheet(topic, tuple(of[name] for name in order), *limits(list(figures.values()), found)))
        for number, name in enumerate(order, 1):
            own[name][topic.key] = number
    return DrawnSheets(tuple(sheets), tuple(withheld), own)


def released_topics(
    form: Form, tables: Mapping[str, Mapping[str, Any]]
) -> Iterator[tuple[DatasheetTopic, dict[str, Decimal]]]:
    """Yield each topic that any authority has, in the form's order, with the medians of those that released it."""
    columns = {name: released_columns(form, table) for name, table in tables.items()}
    keys = {column.key: column.label for found in columns.values() for column in found}
    for key in (key for key in _in_order(form, keys)):
        cells = {
            name: {cell.line.key: cell.median for column in found if column.key == key for cell in column.cells}
            for name, found in columns.items()
        }
        for line in form.lines:
            released = {name: of.get(line.key) for name, of in cells.items() if line.key in of}
            if released:
                topic = DatasheetTopic(f"{key}/{line.key}", keys[key] if len(keys) > 1 else "", line.label)
                yield topic, {name: figure for name, figure in released.items() if figure is not None}


def _in_order(form: Form, keys: Mapping[str, str]) -> list[str]:
    known = [column.key for column in form.columns]
    return sorted(keys, key=lambda key: known.index(key) if key in known else len(known))
