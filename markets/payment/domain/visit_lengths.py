"""Visits as a payment rule sees them, from CSV: planned minutes and delivered seconds, blank where nobody came."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from markets.payment.domain.rule import DAY, MINUTE

NEEDED = ("planned_minutes", "actual_seconds")
PROVIDER = "provider_ref"
LONGEST_TEXT = 12


@dataclass(frozen=True, slots=True)
class VisitLength:
    """One attendance: planned and delivered seconds, ``actual`` None where it was missed, and whose it is."""

    planned: int
    actual: int | None
    provider: str


@dataclass(frozen=True, slots=True)
class VisitFault:
    row: int
    column: str
    read: str
    expected: str

    @property
    def message(self) -> str:
        return f"Row {self.row}: “{self.column}” is “{self.read}”; expected are {self.expected}."


def visit_lengths(rows: Iterable[Mapping[str, str | None]]) -> tuple[list[VisitLength], list[VisitFault]]:
    """Return the visits in their order and the rows that cannot be read; ``rows`` come after a header in row 1."""
    visits: list[VisitLength] = []
    faults: list[VisitFault] = []
    for number, row in enumerate(rows, 2):
        planned = _seconds(row.get("planned_minutes"), MINUTE)
        actual_text = (row.get("actual_seconds") or "").strip()
        actual = _seconds(actual_text, 1) if actual_text else None
        if planned is None or planned == 0:
            faults.append(
                VisitFault(number, "planned_minutes", _as_read(row), "minutes, more than 0 and at most 1,440")
            )
        elif actual_text and actual is None:
            faults.append(VisitFault(number, "actual_seconds", actual_text[:40], "whole seconds from 0 to 86,400"))
        else:
            visits.append(VisitLength(planned, actual, (row.get(PROVIDER) or "").strip()))
    return visits, faults


def _as_read(row: Mapping[str, str | None]) -> str:
    return (row.get("planned_minutes") or "")[:40]


def _seconds(text: str | None, unit: int) -> int | None:
    """Return a number of units as whole seconds of at most a day; None for anything else."""
    plain = (text or "").strip()
    whole, point, part = plain.partition(".")
    if len(plain) > LONGEST_TEXT or not whole.isascii() or not whole.isdecimal():
        return None
    if point and not (part.isascii() and part.isdecimal()):
        return None
    seconds = Fraction(plain) * unit
    return int(seconds) if seconds.denominator == 1 and seconds <= DAY else None
