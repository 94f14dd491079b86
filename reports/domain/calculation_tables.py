"""All tables of a calculation as frames for a file of the independent team: exact, and in the order of the form."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from costing.form import Form
from reports.domain.calculation_groups import dimensions_in, group_words, groups_in
from reports.domain.calculation_visits import QUANTILES
from reports.domain.exact_document import figure
from reports.domain.price_tables import price_tables
from reports.domain.supporting_information import LENGTHS, named
from spreadsheets.late_modules import LateModule

if TYPE_CHECKING:
    import pandas as pd
else:
    pd = LateModule("pandas")

Document = Mapping[str, Any]
COLUMN, KEY, LINE = "Column", "Key", "Line"
GROUPED = ["Group by", "Group"]
NAMES = {
    "n": "Returns",
    "lower_quartile": "Lower quartile",
    "median": "Median",
    "upper_quartile": "Upper quartile",
    "low": "Median, 95 % from",
    "high": "Median, 95 % to",
    "mean": "Weighted mean",
    "weight": "Weight",
    "sum_of_medians": "Sum of line medians",
    "median_of_returns": "Median of totals",
}
MEASURED = ["Measure", "Unit", *(NAMES[name] for name in ("n", *QUANTILES))]
_FIGURES = frozenset({*QUANTILES, "low", "high", "mean", "weight", "sum_of_medians", "median_of_returns"})


def calculation_tables(form: Form, document: Document, returns: Sequence[Mapping[str, Any]]) -> dict[str, pd.DataFrame]:
    """Return the tables by name; ``returns`` are rows of the last one, used and left out.

    What an older calculation has not got is left out.
    """
    groups = _groups(document)
    tables = {
        "Lines": _lines(form, document),
        "Two totals": _in_order(form, _long(document["totals"])),
        "Groups": _beneath(form, groups),
        "Medians by group": _side_by_side(form, groups),
        "Visits": _measures(_visits(document["supporting"])),
        "Supporting information": _measures(_drivers(form, document["supporting"]["drivers"])),
        **price_tables(form, document),
        "Returns": pd.DataFrame(list(returns)),
    }
    return {name: table for name, table in tables.items() if not table.empty}


def _lines(form: Form, document: Document) -> pd.DataFrame:
    """Return the quartiles with the interval and the weighted mean beside them, whose own n stands nowhere else."""
    found = _long(document["table"])
    for part in ("intervals", "weighted"):
        beside = _long(document.get(part, {}))
        if not beside.empty:
            beside = beside.rename(columns={NAMES["n"]: "Returns with a weight"})
            found = found.merge(beside, on=[COLUMN, KEY], how="left")
    return _in_order(form, found)


def _groups(document: Document) -> pd.DataFrame:
    """Return every line of every group, one group beneath another."""
    frames = [
        _long(document["subgroups"][dimension][group]["table"]).assign(
            **{GROUPED[0]: words, GROUPED[1]: group_words(dimension, group)}
        )
        for dimension, words in dimensions_in(document)
        for group in groups_in(document, dimension)
    ]
    return pd.concat(frames, ignore_index=True) if frames else pd.DataFrame()


def _beneath(form: Form, groups: pd.DataFrame) -> pd.DataFrame:
    if groups.empty:
        return groups
    found = pd.concat([_in_order(form, group) for _, group in groups.groupby(GROUPED, sort=False)], ignore_index=True)
    return found[[*GROUPED, *(name for name in found if name not in GROUPED)]]


def _side_by_side(form: Form, groups: pd.DataFrame) -> pd.DataFrame:
    """Return the medians with a column a group, to compare them line by line."""
    if groups.empty:
        return groups
    names = groups[GROUPED[0]] + ": " + groups[GROUPED[1]]
    wide = groups.assign(names=names).pivot(index=[COLUMN, KEY], columns="names", values=NAMES["median"])
    return _in_order(form, wide[list(dict.fromkeys(names))].reset_index())


def _long(part: Document) -> pd.DataFrame:
    """Return a part of the document as rows, a line each."""
    return pd.DataFrame(
        [
            {COLUMN: column, KEY: line, **_named_figures(cell)}
            for column, lines in part.items()
            for line, cell in lines.items()
        ],
        dtype=object,
    )


def _named_figures(cell: Document) -> dict[str, Any]:
    """Return the figures of a cell under the names of their columns, in one order: a database keeps none."""
    return {
        words: figure(cell[name]) if name in _FIGURES else cell[name] for name, words in NAMES.items() if name in cell
    }


def _in_order(form: Form, found: pd.DataFrame) -> pd.DataFrame:
    """Return the rows in the form's order with their labels: a database keeps no order of a document's keys."""
    order = pd.MultiIndex.from_product([[c.key for c in form.columns], [line.key for line in form.lines]])
    found = found.set_index([COLUMN, KEY])
    found = found.reindex([key for key in order if key in found.index]).rename_axis([COLUMN, KEY]).reset_index()
    labels = {column.key: column.label for column in form.columns}
    found.insert(1, LINE, found[KEY].map(lambda key: form.line_by_key[key].label))
    return found.assign(**{COLUMN: found[COLUMN].map(labels)})


def _measures(rows: Iterable[tuple[str, str, Document]]) -> pd.DataFrame:
    made = [[label, unit, part["n"], *(figure(part[name]) for name in QUANTILES)] for label, unit, part in rows]
    return pd.DataFrame(made, columns=MEASURED, dtype=object)


def _visits(supporting: Document) -> Iterable[tuple[str, str, Document]]:
    for length in sorted(supporting["visit_rates"], key=int):
        for part, unit in (("per_visit", "£ per visit"), ("per_hour", "£ per contact hour")):
            yield f"Visits of {length} minutes", unit, supporting["visit_rates"][length][part]
    tariff, appointments = supporting.get("tariff"), supporting.get("appointments", {})
    if tariff:
        yield "Tariff: for the visit", "£ a visit", tariff["per_visit"]
        yield "Tariff: for each minute", "£ a minute", tariff["per_minute"]
    for length in (length for length in LENGTHS if length in appointments):
        minutes = "of other lengths" if length == "other" else f"of {length} minutes"
        yield f"Appointments {minutes}", "visits a week", appointments[length]


def _drivers(form: Form, drivers: Document) -> Iterable[tuple[str, str, Document]]:
    for key in sorted(drivers):
        yield *named(form, key), drivers[key]
