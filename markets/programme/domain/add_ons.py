"""Add-ons to the core service – data of the portal – and what a programme says of each: from when, in which zones."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

DATA = Path(__file__).parent / "data"


@dataclass(frozen=True, slots=True)
class ServiceAddOn:
    """A service that may be added to the core."""

    key: str
    name: str
    words: str


@dataclass(frozen=True, slots=True)
class TickedAddOn:
    """An add-on of a programme: its first day and its zones."""

    key: str
    starts: date
    zones: tuple[str, ...]

    @property
    def row(self) -> dict[str, Any]:
        return {"key": self.key, "starts": self.starts.isoformat(), "zones": list(self.zones)}

    @property
    def name(self) -> str:
        return add_ons()[self.key].name


@cache
def add_ons() -> Mapping[str, ServiceAddOn]:
    with (DATA / "add_ons.csv").open(encoding="utf-8", newline="") as file:
        return {row["key"]: ServiceAddOn(**row) for row in csv.DictReader(file)}


def ticked_in(rows: list[dict[str, Any]]) -> tuple[TickedAddOn, ...]:
    """Return the add-ons of a programme as they were kept; one that is no longer shipped is left out."""
    return tuple(
        TickedAddOn(row["key"], date.fromisoformat(row["starts"]), tuple(row["zones"]))
        for row in rows
        if row["key"] in add_ons()
    )
