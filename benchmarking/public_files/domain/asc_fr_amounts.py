"""Hours and spend of the ASC-FR data file: parts added up where no row is over all, and spend over hours derived.

A part that is suppressed or missing leaves its sum without a figure: a marker is never 0.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from benchmarking.public_files.domain.figure_cells import figure_of
from benchmarking.public_files.domain.public_measures import ASC_FR_DERIVED
from benchmarking.public_files.domain.wide_tables import plain
from spreadsheets.decimals import rounded
from spreadsheets.late_modules import LateModule

if TYPE_CHECKING:
    import pandas as pd
else:
    pd = LateModule("pandas")

HOURS, SPEND = "hours", "spend"
AMOUNTS: Mapping[str, str] = {HOURS: "asc_fr_hours", SPEND: "asc_fr_spend"}
# Of several kinds of spend of one row's council the first that is there is taken; without any it is not chosen for it.
_GROSS = ("gross current", "gross total", "gross")
_NO_SPEND = ("income", "contribution", "grant", "capital", "per hour", "per week")
_OF = ["measure", "code", "name", "period"]
THOUSAND, PLACES = 1_000, 4
_LOW, _HIGH = Decimal(5), Decimal(100)
NO_PRICE = "no price of home care: is its spend in £ thousand, and are its hours a year’s?"


def amount_of(group: str, words: str) -> str:
    """Return what a row of home care is of: hours where it says so, or spend; blank for clients, weeks and income."""
    if "activity" in group:
        return HOURS if "hour" in words else ""
    is_spend = "expenditure" in group or "spend" in group
    return SPEND if is_spend and not any(said in words for said in _NO_SPEND) else ""


def added_up(found: Any, narrowed_by: Sequence[str], over_all: frozenset[str]) -> Any:
    """Return a row for each measure, council and year; contradictory rows stay as they are, for nobody to choose."""
    if found.empty:
        return found
    parts = [_of_one(rows, narrowed_by, over_all) for _, rows in found.groupby(_OF, sort=False)]
    return pd.concat(parts, ignore_index=True)


def _of_one(rows: Any, narrowed_by: Sequence[str], over_all: frozenset[str]) -> Any:
    if rows.iloc[0]["measure"].startswith(AMOUNTS[SPEND]):
        rows = _gross(rows)
    for name in narrowed_by:
        whole = rows[rows[name].map(plain).isin(over_all)]
        rows = rows if whole.empty else whole
    rows = rows.drop_duplicates([*narrowed_by, "words", "text"])
    if len(rows) == 1 or rows["words"].nunique() > 1 or rows.duplicated(list(narrowed_by)).any():
        return rows
    first = rows.iloc[[0]].copy()
    first["text"] = _sum(list(rows["text"]))
    return first


def _gross(rows: Any) -> Any:
    for said in _GROSS:
        found = rows[rows["words"].str.contains(said, regex=False)]
        if not found.empty:
            return found
    return rows


def _sum(texts: Sequence[str]) -> str:
    """Return the sum of parts; of parts of which one is no figure, that one as it stands."""
    values = [figure_of(text).value for text in texts]
    known = [value for value in values if value is not None]
    return f"{sum(known, Decimal(0)):f}" if len(known) == len(values) else texts[values.index(None)]


def spend_over_hours(found: Any) -> Any:
    """Return a row for each council, year and provision with both amounts: £ an hour, or why there is none."""
    if found.empty:
        return found
    once = found[~found.duplicated(_OF, keep=False)]
    made = []
    for provision, key in ASC_FR_DERIVED.items():
        amounts = [once[once["measure"] == f"{stem}_{provision}"] for stem in (AMOUNTS[SPEND], AMOUNTS[HOURS])]
        both = amounts[0].merge(amounts[1][["code", "name", "period", "text"]], on=_OF[1:], suffixes=("", "_hours"))
        both["text"] = [_over(*pair) for pair in zip(both["text"], both["text_hours"], strict=True)]
        both["measure"] = key
        made.append(both.drop(columns=["text_hours"]))
    return pd.concat(made, ignore_index=True)


def _over(spend: str, hours: str) -> str:
    money, time = figure_of(spend).value, figure_of(hours).value
    if money is None or time is None:
        return spend if money is None else hours
    if not time:
        return "0 hours"
    an_hour = rounded(money * THOUSAND / time, PLACES)
    return f"{an_hour:f}" if _LOW <= an_hour <= _HIGH else f"£{an_hour:,.2f} an hour, {NO_PRICE}"
