"""Figures as a public file was read: each of a measure, a council and a period, and why there is none where not."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from benchmarking.public_files.domain.raw_tables import PublicSource


@dataclass(frozen=True, slots=True)
class PublicFigureRead:
    """A figure of a council or a comparator; ``value`` is None where the file has none, and ``note`` says why.

    ``sheet`` is named where a file has several tables.
    """

    measure: str
    label: str
    unit: str
    kind: str
    ons_code: str
    council: str
    level: str
    period: str
    standing: str
    value: Decimal | None
    note: str
    sheet: str
    row: int

    @property
    def key(self) -> tuple[str, str, str, str]:
        return self.measure, self.ons_code, self.period, self.standing

    @property
    def as_json(self) -> list[Any]:
        value = None if self.value is None else f"{self.value:f}"
        return [
            self.measure, self.label, self.unit, self.kind, self.ons_code, self.council, self.level, self.period,
            self.standing, value, self.note, self.sheet, self.row,
        ]  # fmt: skip


def figure_from(kept: Sequence[Any]) -> PublicFigureRead:
    """Return a figure as ``as_json`` kept it."""
    measure, label, unit, kind, code, council, level, period, standing, value, note, sheet, row = kept
    told = None if value is None else Decimal(value)
    return PublicFigureRead(measure, label, unit, kind, code, council, level, period, standing, told, note, sheet, row)


@dataclass(frozen=True, slots=True)
class FigureTotal:
    """What a person holds a column against: how many figures, how many cells without one, their sum and ends."""

    measure: str
    label: str
    unit: str
    kind: str
    period: str
    standing: str
    heading: str
    councils: int
    missing: int
    total: Decimal
    lowest: Decimal | None
    highest: Decimal | None


@dataclass(frozen=True)
class PublicFileRead:
    """A public file that was read: its figures, its totals, and each thing that a person should know, in words."""

    source: PublicSource
    sheets: tuple[str, ...]
    figures: tuple[PublicFigureRead, ...]
    totals: tuple[FigureTotal, ...]
    faults: tuple[str, ...]
    markers: tuple[str, ...]
    published: str
    elsewhere: int = 0

    @property
    def periods(self) -> tuple[str, ...]:
        return tuple(sorted({one.period for one in self.figures}))
