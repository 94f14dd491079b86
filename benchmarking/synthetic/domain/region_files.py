"""The invented region: 26 councils with prices and providers, which name no borough."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_DATA = Path(__file__).parent / "data"
Row = Mapping[str, str]


@dataclass(frozen=True)
class InventedCouncil:
    """A council of the region: its answers as far as the files have them, its prices, its providers with ratings."""

    row: Row
    prices: tuple[Row, ...]
    providers: tuple[Row, ...]

    @property
    def name(self) -> str:
        return self.row["la"]

    @property
    def ons_code(self) -> str:
        return self.row["ons_code"]


@cache
def invented_region() -> tuple[InventedCouncil, ...]:
    prices, providers = _rows("prices"), _rows("providers")
    return tuple(
        InventedCouncil(
            row,
            tuple(one for one in prices if one["la"] == row["la"]),
            tuple(one for one in providers if one["la"] == row["la"]),
        )
        for row in _rows("authorities")
    )


def _rows(name: str) -> list[Row]:
    with (_DATA / f"demo_{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
