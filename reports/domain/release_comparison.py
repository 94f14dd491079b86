"""Two releases of an exercise side by side, made of released cells alone; for the team with the reasons beside them.

A cell that one of them lacks is hidden there, like any other: nobody can tell it from one without a return.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby
from typing import Any

from costing.form import Form, LineKind
from reports.domain.cell_places import CellPlace, in_order, line_label, place_of
from reports.domain.comparison import signed
from reports.domain.exact_document import figure
from reports.domain.measures import CellKey
from reports.domain.release_csv import HIDDEN
from reports.domain.release_words import why
from reports.domain.released_document import GROUPS, cells_in
from spreadsheets.decimals import rounded

HEADER = (
    *("Column", "Line", "Key", "Returns then", "Returns now", "Median then", "Median now"),
    *("Change in £", "Change in %", "What became of it"),
)
_HIDDEN_CELL: Mapping[str, Any] = {"n": None, "median": None}
Amount = Decimal | None


@dataclass(frozen=True, slots=True)
class Reasons:
    """What the team knows of a release: the reasons of its cells, and the numbers of releases by id."""

    of_cells: Mapping[str, Any]
    numbers: Mapping[str, int]

    def words(self, key: CellKey) -> list[str]:
        found = self.of_cells
        if key.dimension:
            found = found.get(GROUPS, {}).get(key.dimension, {}).get(key.group, {})
        return why(found.get(key.column, {}).get(key.line, {}), self.numbers)


@dataclass(frozen=True, slots=True)
class ReleasedChange:
    """A cell then and now; ``then_because`` and ``now_because`` are for the team, and blank for everybody else."""

    key: CellKey
    label: str
    kind: str
    n_then: int | None
    n_now: int | None
    then: Amount
    now: Amount
    then_because: str = ""
    now_because: str = ""

    @property
    def by(self) -> Amount:
        return None if self.then is None or self.now is None else self.now - self.then

    @property
    def difference(self) -> str:
        return "–" if not self.by else signed(self.by)

    @property
    def share(self) -> Amount:
        return None if self.by is None or not self.then else rounded(self.by / self.then * 100, 1)

    @property
    def percent(self) -> str:
        return "–" if not self.by or self.share is None else f"{self.share:+f}\u00a0%".replace("-", "−")

    @property
    def became(self) -> str:
        if self.then is None and self.now is None:
            return "Withheld in both"
        if self.then is None:
            return "Shown now, withheld then"
        if self.now is None:
            return "Withheld now, shown then"
        return "Changed" if self.by else "The same figure"


@dataclass(frozen=True, slots=True)
class ChangedSection:
    place: CellPlace
    label: str
    rows: tuple[ReleasedChange, ...]


def released_changes(
    form: Form,
    then: Mapping[str, Any],
    now: Mapping[str, Any],
    reasons: tuple[Reasons, Reasons] | None = None,
) -> tuple[ChangedSection, ...]:
    """Return the sections in the form's order, the whole market first: a database keeps none."""
    before, after = dict(cells_in(then)), dict(cells_in(now))
    keys = sorted({**after, **before}, key=lambda key: in_order(form, key))
    rows = [_change(form, key, before, after, reasons) for key in keys]
    placed = groupby(rows, key=lambda row: place_of(row.key))
    return tuple(ChangedSection(place, place.label(form), tuple(found)) for place, found in placed)


def in_words(sections: Sequence[ChangedSection]) -> str:
    """Return what has changed in a sentence."""
    rows = [row for section in sections for row in section.rows]
    changed, came, went = (
        sum(row.became == words for row in rows)
        for words in ("Changed", "Shown now, withheld then", "Withheld now, shown then")
    )
    if not (changed or came or went):
        return f"Of {len(rows)} cells none has changed."
    return f"Of {len(rows)} cells {changed} have another figure, {came} are shown now that were not, {went} no longer."


def comparison_rows(sections: Sequence[ChangedSection], about: Sequence[Sequence[str]], *, team: bool) -> Iterator[Any]:
    """Yield the rows of a file; ``about`` stand above its table."""
    yield from about
    yield (*HEADER, "Why then (team only)", "Why now (team only)") if team else HEADER
    for section in sections:
        for row in section.rows:
            because = (row.then_because, row.now_because) if team else ()
            yield (section.label, row.label, row.key.line, *_figures(row), row.became, *because)


def _figures(row: ReleasedChange) -> Iterator[str]:
    yield from (HIDDEN if number is None else str(number) for number in (row.n_then, row.n_now))
    yield from (HIDDEN if amount is None else f"{amount:.2f}" for amount in (row.then, row.now))
    yield from ("" if amount is None else f"{amount:.{places}f}" for amount, places in ((row.by, 2), (row.share, 1)))


def _change(
    form: Form,
    key: CellKey,
    before: Mapping[CellKey, Mapping[str, Any]],
    after: Mapping[CellKey, Mapping[str, Any]],
    reasons: tuple[Reasons, Reasons] | None,
) -> ReleasedChange:
    then, now = before.get(key, _HIDDEN_CELL), after.get(key, _HIDDEN_CELL)
    line = form.line_by_key.get(key.line)
    because = ("; ".join(one.words(key)) for one in reasons) if reasons else ("", "")
    return ReleasedChange(
        key,
        line_label(form, key.line),
        (line.kind if line else LineKind.LINE).value,
        *(then["n"], now["n"], figure(then["median"]), figure(now["median"])),
        *because,
    )
