"""Frozen counts as a page shows them: a row a zone, what it says in a sentence, and the rise."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from costing.figure_words import gbp
from spreadsheets.decimals import rounded


@dataclass(frozen=True, slots=True)
class ShownCount:
    """A row: everywhere has no zone's name, and a hidden count no number."""

    zone: str
    answered: int | None
    below: int | None

    @property
    def is_shown(self) -> bool:
        return self.answered is not None

    @property
    def label(self) -> str:
        return self.zone or "Everywhere"

    @property
    def percent(self) -> int | None:
        if self.answered is None or self.below is None:
            return None
        return int(rounded(Decimal(100) * self.below / self.answered, 0))


@dataclass(frozen=True, slots=True)
class ShownRise:
    """How much of a rise of the rate reached pay; ``share`` is None where it is hidden."""

    since: str
    since_day: date
    rate: Decimal
    pay: Decimal | None
    percent: int | None


@dataclass(frozen=True, slots=True)
class ShownCounts:
    """The counts of a survey."""

    survey: str
    reference_date: date
    floor: Decimal
    visit_minutes: Decimal
    rows: tuple[ShownCount, ...]
    rise: ShownRise | None

    @property
    def says(self) -> str:
        """Return the answer in a sentence."""
        everywhere, *zones = self.rows
        hidden = sum(not row.is_shown for row in zones)
        if everywhere.is_shown:
            first = (
                f"Of {everywhere.answered} locations, {everywhere.below} pay below {gbp(self.floor)} per hour worked."
            )
        else:
            first = "No count can be shown without telling of somebody."
        if not zones or not everywhere.is_shown:
            return first
        return f"{first} {hidden} of {len(zones)} zones cannot be shown." if hidden else first


def shown_counts(table: Mapping[str, Any]) -> ShownCounts:
    return ShownCounts(
        str(table["survey"]),
        date.fromisoformat(table["reference_date"]),
        Decimal(table["floor"]),
        Decimal(table["visit_minutes"]),
        tuple(ShownCount(cell["zone"], cell["answered"], cell["below"]) for cell in table["cells"]),
        _rise(table["rise"]),
    )


def _rise(kept: Mapping[str, Any] | None) -> ShownRise | None:
    if kept is None:
        return None
    pay = None if kept["pay"] is None else Decimal(kept["pay"])
    rate = Decimal(kept["rate"])
    percent = None if pay is None else int(rounded(100 * pay / rate, 0))
    return ShownRise(str(kept["since"]), date.fromisoformat(kept["since_day"]), rate, pay, percent)
