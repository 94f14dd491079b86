"""A release of a series as the command prints it: columns of groups beside those of the whole market."""

from collections.abc import Iterator
from typing import Any

from costing.form import Form
from reports.domain.breakdown_list import groups_in
from reports.domain.market_series import SeriesRelease
from reports.domain.measures import CellKey
from reports.domain.protected_table import Status
from reports.domain.released_document import Part, further_parts
from reports.domain.summary import protected_part, public_summary, totals_part, with_visits

_HIDDEN = {
    "n": None,
    "lower_quartile": None,
    "median": None,
    "upper_quartile": None,
    "status": Status.HIDDEN.value,
    "indicative": False,
}


def series_document(form: Form, release: SeriesRelease) -> Part:
    """Return the object of one release.

    Every group of the breakdown has its columns, whether any return is in it or not.
    """
    market, whole, groups = release.of.market, public_summary(release.table), groups_in(release.of.breakdown)
    table = {
        column: {line: _part(release, CellKey(column, line)) for line in cells}
        for column, cells in whole["table"].items()
    }
    beside = {
        _column(form, column, dimension, group): {
            line: _part(release, CellKey(column, line, dimension, group)) for line in cells
        }
        for dimension, group in groups
        for column, cells in whole["table"].items()
    }
    sums = {
        _column(form, column, dimension, group): lines
        for dimension, group in groups
        for column, lines in totals_part(release.totals(dimension, group)).items()
    }
    document = {
        "release": release.of.number,
        "service": form.service,
        "audience": "public",
        "not_a_release": True,
        "returns": len(market.returns),
        "left_out": [{"file": one.file, "reason": one.reason} for one in market.left_out],
        **whole,
        "table": {**table, **beside},
        "totals": {**whole["totals"], **sums},
        **further_parts(release.table, lambda cell: _part(release, cell.key)),
    }
    return with_visits(document)


def shown_in(document: Part) -> Iterator[Any]:
    """Yield every cell of the table that is shown."""
    return (cell for column in document["table"].values() for cell in column.values() if cell["median"] is not None)


def _column(form: Form, column: str, dimension: str, group: str) -> str:
    return f"{dimension}={group}" if len(form.columns) == 1 else f"{column} {dimension}={group}"


def _part(release: SeriesRelease, key: CellKey) -> Part:
    cell = release.table.cells.get(key)
    if cell is None or cell.status == Status.HIDDEN:
        return {**_HIDDEN, "carried_from": None, "coverage": None}
    share, other = release.coverage(key), release.carried_from_exercise(key)
    return {
        **protected_part(cell),
        "carried_from": release.carried_from(key),
        **({"carried_from_exercise": other} if other else {}),
        "coverage": None if share is None else f"{share:.2f}",
    }
