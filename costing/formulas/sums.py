"""Annex A's sums over plain lines, and the answers that a costing cannot do without: the same for every service."""

from collections.abc import Mapping
from functools import cache

from costing.answers import Answers
from costing.conditions import Condition
from costing.form import Form, LineKind
from costing.formulas.costs import Amount, total_of


def subtotals(form: Form, lines: Mapping[str, Amount]) -> dict[str, Amount]:
    """Return each subtotal of the form: the sum of its section's plain lines."""
    return {key: total_of(map(lines.__getitem__, parts)) for key, parts in _subtotal_parts(form).items()}


@cache
def _subtotal_parts(form: Form) -> dict[str, tuple[str, ...]]:
    sums = [line for line in form.lines if line.kind == LineKind.SUBTOTAL]
    return {line.key: tuple(part.key for part in form.lines_in(line.section)) for line in sums}


def cost_before_returns(form: Form, lines: Mapping[str, Amount]) -> Amount:
    """Return the sum of all subtotals; the returns on operations and on capital are in none."""
    return total_of(subtotals(form, lines).values())


def with_sums(form: Form, lines: Mapping[str, Amount], sums: Mapping[str, Amount] | None = None) -> dict[str, Amount]:
    """Return every line of Annex A in order, from the plain ones; the total includes lines without a subtotal.

    ``sums`` are their subtotals, where they have been summed up already.
    """
    amounts = {**lines, **(subtotals(form, lines) if sums is None else sums)}
    total = total_of(map(amounts.__getitem__, _total_parts(form)))
    return {key: total if is_total else amounts[key] for key, is_total in _in_order(form)}


@cache
def _total_parts(form: Form) -> tuple[str, ...]:
    summed = {line.section for line in form.lines if line.kind == LineKind.SUBTOTAL}
    parts = [line for line in form.lines if line.kind == LineKind.SUBTOTAL or line.section not in summed]
    return tuple(line.key for line in parts if line.kind != LineKind.TOTAL)


@cache
def _in_order(form: Form) -> tuple[tuple[str, bool], ...]:
    return tuple((line.key, line.kind == LineKind.TOTAL) for line in form.lines)


def needed(form: Form, keys: frozenset[str], answers: Answers) -> frozenset[str]:
    """Return those of the keys that are asked for, given the other answers."""
    always, sometimes = _asked(form, keys)
    return always | {key for key, condition in sometimes if condition.holds(answers.values)}


@cache
def _asked(form: Form, keys: frozenset[str]) -> tuple[frozenset[str], tuple[tuple[str, Condition], ...]]:
    """Return those of the keys that are always asked for, and those that hang on a condition."""
    asked = [question for question in form.questions if question.key in keys]
    conditions = tuple((q.key, q.required_when) for q in asked if q.required_when is not None)
    return frozenset(q.key for q in asked if q.required_when is None), conditions
