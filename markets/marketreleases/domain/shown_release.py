"""A market's release as a page shows it: a row a measure, a cell everywhere and one a zone."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from markets.marketreleases.domain.independent_figures import (
    ESTIMATES,
    EVERYWHERE,
    LEAVING,
    label_of,
    shown_unit,
    unit_of,
)
from markets.profiles.domain.measure_words import number_words

NO_BREAK = "\u00a0"
WHY = {
    "R1": "fewer than five owners",
    "R2": "one owner dominates",
    "R3": "all nearly alike",
    "few_above_zero": "too few above zero",
    "R4": "too few owners stand between it and another figure",
    "R5": "with other cells it leaves too few owners",
    "R6": "an owner holds too much of the middle",
    "R10": "it would be a provider’s own figure",
    "R13": "it had its fresh figures",
    "zero": "it would be nothing",
}


@dataclass(frozen=True, slots=True)
class ShownCell:
    """A protected figure in words; a hidden one has none, and ``why`` is the rule that hides it, for the team."""

    median: str = ""
    quartiles: str = ""
    n: int = 0
    indicative: bool = False
    why: str = ""

    @property
    def is_shown(self) -> bool:
        return bool(self.median)


@dataclass(frozen=True, slots=True)
class ShownMarketMeasure:
    label: str
    everywhere: ShownCell
    zones: tuple[ShownCell, ...]


@dataclass(frozen=True, slots=True)
class ShownMarket:
    """The figures of a period; ``measures`` of which nothing can be shown stand last."""

    first: date
    last: date
    plan: str
    zones: tuple[str, ...]
    measures: tuple[ShownMarketMeasure, ...]

    @property
    def why(self) -> list[tuple[str, str]]:
        """Return the rules that hide a cell of it, each with what it is about."""
        there = {cell.why for each in self.measures for cell in (each.everywhere, *each.zones)}
        return [(rule, words) for rule, words in WHY.items() if rule in there]

    @property
    def says(self) -> str:
        """Return the answer in a sentence."""
        shown = [each for each in self.measures if each.everywhere.is_shown]
        if not shown:
            return "No figure of the market can be shown without telling of a provider."
        zones = sum(cell.is_shown for each in self.measures for cell in each.zones)
        found = [f"{each.label[0].lower()}{each.label[1:]}: {each.everywhere.median}" for each in shown[:3]]
        more = f" {zones} figures of zones are shown." if zones else " No zone can be shown."
        return f"In the middle of the market, {'; '.join(found)}.{more if self.zones else ''}"


def shown_market(table: Mapping[str, Any], reasons: Mapping[str, Mapping[str, str]] | None = None) -> ShownMarket:
    """Return a frozen table as it is shown; ``reasons`` are told to the team."""
    zones = tuple(table["zones"])
    cells = table["cells"]
    found = [_measure(key, cells[key], zones, (reasons or {}).get(key, {})) for key in LEAVING if key in cells]
    found.sort(key=lambda each: not each.everywhere.is_shown)
    first, last = (date.fromisoformat(table[end]) for end in ("first", "last"))
    return ShownMarket(first, last, table["plan"], zones, tuple(found))


def _measure(key: str, cells: Mapping[str, Any], zones: tuple[str, ...], why: Mapping[str, str]) -> ShownMarketMeasure:
    everywhere, *others = (_cell(key, cells.get(zone), why.get(zone, "")) for zone in (EVERYWHERE, *zones))
    label = label_of(key) + (", estimated" if key in ESTIMATES else "")
    return ShownMarketMeasure(label, everywhere, tuple(others))


def _cell(key: str, cell: Mapping[str, Any] | None, why: str) -> ShownCell:
    if cell is None:
        return ShownCell(why=why)
    lower, median, upper = (
        None if cell[end] is None else _words(key, cell[end]) for end in ("lower", "median", "upper")
    )
    quartiles = f"{lower.partition(NO_BREAK)[0]} to {upper}" if lower and upper else ""
    return ShownCell(str(median), quartiles, cell["n"], cell["indicative"])


def _words(key: str, text: str) -> str:
    return number_words(shown_unit(key, Decimal(text)), unit_of(key)).replace(" ", NO_BREAK)
