"""Two calculations side by side, laid out for a page and for a file of the independent team."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from costing.charts import BarChart, Length, bar_chart
from costing.figure_words import gbp
from costing.form import Column, Form
from reports.domain.causes import CAUSES, CausedChanges, ChangeCause, MovedFigure
from reports.domain.comparison import HEADLINES, signed
from spreadsheets.decimals import rounded

Amount = Decimal | None
UNDEFINED = "not defined"


@dataclass(frozen=True, slots=True)
class ComparedRow:
    """A line, or a total in one of both ways; ``effects`` are in words, one for each shown cause."""

    label: str
    kind: str
    moved: MovedFigure
    effects: tuple[str, ...]

    @property
    def difference(self) -> str:
        return effect_in_words(self.moved.by)

    @property
    def percent(self) -> str:
        share = self.moved.percent
        if not share:
            return "–"
        tenths = rounded(share, 1)
        return f"{tenths:+f}\u00a0%".replace("-", "−") if tenths else "under 0.1\u00a0%"


@dataclass(frozen=True, slots=True)
class ComparedColumn:
    """``chart`` shows the steps of the headline, which ``says`` puts into a sentence."""

    key: str
    label: str
    rows: tuple[ComparedRow, ...]
    chart: BarChart
    says: str


@dataclass(frozen=True, slots=True)
class ComparedPage:
    """``causes`` are those that move any figure; the others have no column."""

    causes: tuple[ChangeCause, ...]
    columns: tuple[ComparedColumn, ...]


def compared_page(form: Form, changes: CausedChanges, headline: str) -> ComparedPage:
    figures = [*changes.lines, *(one for rows in changes.totals.values() for one in rows)]
    causes = tuple(cause for at, cause in enumerate(CAUSES) if any(one.effects[at] != 0 for one in figures))
    there = {one.column for one in changes.lines if one.n_before or one.n_after}
    return ComparedPage(
        causes, tuple(_column(form, one, changes, headline, causes) for one in form.columns if one.key in there)
    )


def _column(
    form: Form, column: Column, changes: CausedChanges, headline: str, causes: tuple[ChangeCause, ...]
) -> ComparedColumn:
    totals = {way: next(one for one in rows if one.column == column.key) for way, rows in changes.totals.items()}
    lines = [
        _row(form.line_by_key[one.line].label, form.line_by_key[one.line].kind.value, one, causes)
        for one in changes.lines
        if one.column == column.key
    ]
    both = [_row(f"Total as {HEADLINES[way]}", "total", one, causes) for way, one in totals.items()]
    moved = totals[headline]
    steps = [Length(cause.label, effect, effect_in_words(effect)) for cause, effect in shown_effects(moved, causes)]
    says = f"{HEADLINES[headline].capitalize()}: {_pounds(moved.before)} before, {_pounds(moved.after)} now."
    return ComparedColumn(column.key, column.label, (*lines, *both), bar_chart(steps), says)


def _row(label: str, kind: str, moved: MovedFigure, causes: tuple[ChangeCause, ...]) -> ComparedRow:
    return ComparedRow(label, kind, moved, tuple(effect_in_words(effect) for _, effect in shown_effects(moved, causes)))


def shown_effects(moved: MovedFigure, causes: tuple[ChangeCause, ...]) -> list[tuple[ChangeCause, Amount]]:
    by_cause: Mapping[ChangeCause, Amount] = dict(zip(CAUSES, moved.effects, strict=True))
    return [(cause, by_cause[cause]) for cause in causes]


def effect_in_words(effect: Amount) -> str:
    """Return “+£0.31”; a dash where nothing moved, and in words where it is not defined."""
    if effect is None:
        return UNDEFINED
    return signed(effect) if effect else "–"


def _pounds(amount: Amount) -> str:
    return UNDEFINED if amount is None else gbp(amount)
