"""The ranges in which an answer or a result is expected: data of the exercise, with published defaults."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path

_FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Band:
    """An expected range, both ends inside; None is an open end."""

    low: Decimal | None
    high: Decimal | None
    unit: str = ""

    def __contains__(self, value: Decimal) -> bool:
        return (self.low is None or value >= self.low) and (self.high is None or value <= self.high)

    def scaled(self, factor: Decimal) -> "Band":
        return Band(
            None if self.low is None else self.low * factor,
            None if self.high is None else self.high * factor,
            self.unit,
        )


@dataclass(frozen=True, slots=True)
class SlipBand:
    """The fixed, published range of one answer, or of the answer over another (``per``)."""

    key: str
    band: Band
    per: str


@cache
def default_bands(service: str) -> Mapping[str, Band]:
    rows = _rows(f"{service}.csv")
    return {row["name"]: Band(_end(row["low"]), _end(row["high"]), row["unit"]) for row in rows}


@cache
def band_sources(service: str) -> Mapping[str, str]:
    """Return by band the code of the check that reads it."""
    return {row["name"]: row["source"] for row in _rows(f"{service}.csv")}


@cache
def slip_bands(service: str) -> tuple[SlipBand, ...]:
    """Return the ranges of a service's form; a questionnaire that is no return has none."""
    rows = _rows(f"{service}_slips.csv") if (_FOLDER / f"{service}_slips.csv").is_file() else []
    return tuple(SlipBand(row["key"], Band(_end(row["low"]), _end(row["high"])), row["per"]) for row in rows)


def _rows(name: str) -> list[dict[str, str]]:
    with (_FOLDER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _end(text: str) -> Decimal | None:
    return Decimal(text) if text else None
