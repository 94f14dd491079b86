"""A return laid out for people: its answers by sheet, and its costs by line."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from costing.answers import Answers
from costing.charts import BarChart, amount, bar_chart
from costing.figure_words import answer_in_words, gbp
from costing.form import Form, LineKind
from costing.formulas.costs import Costs

NOT_ANSWERED = "not answered"
_NAMED = 5


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """An answer: the value in words, and as typed if that reads differently."""

    label: str
    value: str
    typed: str
    cell: str
    note: str = ""
    key: str = ""


@dataclass(frozen=True, slots=True)
class AnswerSheet:
    title: str
    rows: tuple[AnswerRow, ...]


@dataclass(frozen=True, slots=True)
class CostRow:
    """A line of Annex A; an amount a column, None if undefined."""

    key: str
    label: str
    kind: LineKind
    amounts: tuple[Decimal | None, ...]


@dataclass(frozen=True, slots=True)
class CostTable:
    """The costs of a return in ``unit``, with a chart a column; ``note`` says how they were worked out."""

    unit: str
    columns: tuple[str, ...]
    rows: tuple[CostRow, ...]
    charts: tuple[tuple[str, BarChart], ...]
    says: str
    note: str


def answer_sheets(form: Form, answers: Answers, notes: Mapping[str, str] | None = None) -> tuple[AnswerSheet, ...]:
    """Return the answers by sheet; ``notes`` are by question."""
    return tuple(AnswerSheet(sheet, _rows(form, answers, sheet, notes or {})) for sheet in form.sheets)


def _rows(form: Form, answers: Answers, sheet: str, notes: Mapping[str, str]) -> tuple[AnswerRow, ...]:
    rows = []
    for question in form.questions_on(sheet):
        answer = answers.by_key[question.key]
        words = answer_in_words(question, answer.value) if answer.value is not None else ""
        note, key = notes.get(question.key, ""), question.key
        rows.append(AnswerRow(question.label, words or NOT_ANSWERED, answer.typed, answer.address or "", note, key))
    return tuple(rows)


def cost_table(form: Form, costs: Costs) -> CostTable:
    columns = [column for column in form.columns if column.key in costs.columns]
    rows = tuple(
        CostRow(line.key, line.label, line.kind, tuple(costs.columns[column.key].get(line.key) for column in columns))
        for line in form.lines
    )
    pictured = _in_pictures(form, rows)
    charts = tuple((column.label, _chart(pictured, i)) for i, column in enumerate(columns))
    labels = tuple(column.label for column in columns)
    return CostTable(form.cost_unit, labels, rows, charts, _sentence(form, labels, rows), form.cost_note)


def _in_pictures(form: Form, rows: Sequence[CostRow]) -> list[CostRow]:
    """Return the rows for charts; of several columns only sums, lines without a sum above, and lines that differ."""
    summed = {line.section for line in form.lines if line.kind == LineKind.SUBTOTAL}
    return [
        row
        for row in rows
        if len(row.amounts) == 1
        or row.kind != LineKind.LINE
        or form.line_by_key[row.key].section not in summed
        or len(set(row.amounts)) > 1
    ]


def _chart(rows: Sequence[CostRow], column: int) -> BarChart:
    """Return the chart of a column, without lines that cost nothing, which are in the table."""
    shown = [row for row in rows if row.amounts[column] or row.kind != LineKind.LINE]
    return bar_chart([amount(row.label, row.amounts[column], row.kind.value) for row in shown])


def _sentence(form: Form, columns: tuple[str, ...], rows: Sequence[CostRow]) -> str:
    total = next(row for row in rows if row.kind == LineKind.TOTAL)
    parts = [
        f"{gbp(amount)}" + (f" ({column})" if len(columns) > 1 else "")
        for column, amount in zip(columns, total.amounts, strict=True)
        if amount is not None
    ]
    unit = form.cost_unit.removeprefix("£ ")
    total_words = f"It comes to {', '.join(parts)} {unit}." if parts else "A cost is missing, so there is no total."
    return f"{total_words} {_without(rows)}".strip()


def _without(rows: Sequence[CostRow]) -> str:
    """Name the lines that are n/a, and say what that means; blank if none is."""
    missing = [f"“{row.label}”" for row in rows if row.kind == LineKind.LINE and None in row.amounts]
    if not missing:
        return ""
    named = ", ".join(missing[:_NAMED]) + (f" and {len(missing) - _NAMED} more" if len(missing) > _NAMED else "")
    are, it = ("is", "it") if len(missing) == 1 else ("are", "they")
    return f"{named} {are} n/a: the return counts in its other lines, but in no total that {it} would be part of."
