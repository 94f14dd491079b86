"""The small tables of a market: packages, offers, lots and sub-contracting declarations, and their columns."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

DATA = Path(__file__).parent / "data"


class MarketTableKind(StrEnum):
    PACKAGES = "packages"
    OFFERS = "offers"
    LOTS = "lots"
    SUB_CONTRACTS = "sub_contracts"
    SPARE_HOURS = "spare_hours"

    @property
    def label(self) -> str:
        return _LABELS[self]

    @property
    def gives(self) -> str:
        """Return what a profile shows once this table is here."""
        return _GIVES[self]

    @property
    def slug(self) -> str:
        return self.value.replace("_", "-")


_LABELS = {
    MarketTableKind.PACKAGES: "Packages",
    MarketTableKind.OFFERS: "Offers of packages",
    MarketTableKind.LOTS: "Contracts and lots",
    MarketTableKind.SUB_CONTRACTS: "Sub-contracting declarations",
    MarketTableKind.SPARE_HOURS: "Spare hours",
}
_GIVES = {
    MarketTableKind.PACKAGES: "turnover of clients by route, starts by route, and packages handed back",
    MarketTableKind.OFFERS: "how long packages wait until somebody takes them, by place and by careworkers",
    MarketTableKind.LOTS: "hours that providers deliver outside their own lots",
    MarketTableKind.SUB_CONTRACTS: "the margin that lead providers keep, and how much of a lot they deliver themselves",
    MarketTableKind.SPARE_HOURS: "who has told the council of room for more, for the call sheet if a provider fails",
}


@dataclass(frozen=True, slots=True)
class TableColumn:
    """A column: what it is called, what its cells are, and by which headings it is known."""

    key: str
    label: str
    type: str
    is_needed: bool
    names: tuple[str, ...]


@cache
def columns_of(kind: MarketTableKind) -> tuple[TableColumn, ...]:
    with (DATA / "table_columns.csv").open(encoding="utf-8", newline="") as file:
        return tuple(
            TableColumn(row["key"], row["label"], row["type"], row["needed"] == "yes", _names(row))
            for row in csv.DictReader(file)
            if row["kind"] == kind
        )


def _names(row: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys([plain(row["label"]), *row["other names"].split("|")]))


@cache
def words_of(kind: str) -> Mapping[str, str]:
    """Return what words mean in cells of a type."""
    with (DATA / "table_words.csv").open(encoding="utf-8", newline="") as file:
        return {row["word"]: row["meaning"] for row in csv.DictReader(file) if row["type"] == kind}


def plain(text: str) -> str:
    return " ".join(text.casefold().replace("_", " ").replace("–", "-").split())
