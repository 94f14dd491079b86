"""A plain look at a series of releases, as the command prints it: which fresh cells differ by few owners.

It knows nothing of the ledger: members and values are worked out afresh from the returns of each release.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from itertools import combinations
from typing import Any

from costing.form import Form
from reports.domain.market import ReturnCosts

SIX = Decimal("0.000001")
LIMIT = 4


@dataclass(frozen=True)
class FreshCell:
    """A cell with fresh figures: where it stood, and the value and owner of each provider in it."""

    release: tuple[object, ...]
    column: str
    line: str
    members: Mapping[str, tuple[Decimal, str]]

    def differs_by(self, other: "FreshCell", *, valued: bool) -> int:
        """Count the owners between two cells."""
        one, two = (
            {(name, value if valued else None, owner) for name, (value, owner) in cell.members.items()}
            for cell in (self, other)
        )
        return len({owner for _, _, owner in one ^ two})


@dataclass(frozen=True)
class ReleasedMarket:
    """What was released, of which returns in which groups."""

    document: Mapping[str, Any]
    returns: Sequence[ReturnCosts]
    groups: Mapping[str, Mapping[str, str]]


def fresh_cells(form: Form, series: Sequence[ReleasedMarket], exercise: str = "") -> list[FreshCell]:
    return [cell for one in series for cell in _fresh(form, one, exercise)]


def _fresh(form: Form, one: ReleasedMarket, exercise: str) -> Iterator[FreshCell]:
    release = (exercise, one.document["release"])
    for name, cells in one.document["table"].items():
        for line, cell in cells.items():
            if cell["median"] is not None and cell["carried_from"] is None:
                yield FreshCell(release, name, line, _members(form, one, name, line))
    for column, cells in one.document.get("visits", {}).items():
        for minutes, cell in cells.items():
            if cell["median"] is not None and cell["carried_from"] is None:
                members = {
                    each.provider: (_six(value), each.owner)
                    for each in one.returns
                    if (value := each.further.get(f"visit_{minutes}")) is not None
                }
                yield FreshCell(release, f"{column} visit {minutes}", "total", members)


def _members(form: Form, one: ReleasedMarket, name: str, line: str) -> dict[str, tuple[Decimal, str]]:
    column, _, group = name.rpartition(" ") if "=" in name else (name, "", "")
    column = column or form.columns[0].key
    dimension, _, wanted = group.partition("=")
    found = {}
    for each in one.returns:
        columns = each.columns if column != "all" else {"all": next(iter(each.columns.values()), {})}
        value = columns.get(column, {}).get(line)
        if value is not None and (not group or one.groups.get(each.provider, {}).get(dimension) == wanted):
            found[each.provider] = (_six(value), each.owner)
    return found


def few_between(cells: Sequence[FreshCell]) -> list[tuple[FreshCell, FreshCell]]:
    """Return the pairs of one line that differ by 1…4 owners, by provider or by provider with value."""
    found = []
    by_line: dict[str, list[FreshCell]] = {}
    for cell in cells:
        by_line.setdefault(cell.line, []).append(cell)
    for of in by_line.values():
        for one, two in combinations(of, 2):
            if any(1 <= one.differs_by(two, valued=valued) <= LIMIT for valued in (False, True)):
                found.append((one, two))
    return found


def few_by_value(cells: Sequence[FreshCell], others: Sequence[FreshCell]) -> list[tuple[FreshCell, FreshCell]]:
    """Return the pairs of cells of two exercises that differ by 1…4 owners by provider with value."""
    return [
        (one, two)
        for one in cells
        for two in others
        if one.line == two.line and 1 <= one.differs_by(two, valued=True) <= LIMIT
    ]


def _six(value: Decimal) -> Decimal:
    return value.quantize(SIX, ROUND_HALF_UP)
