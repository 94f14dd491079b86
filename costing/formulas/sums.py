"""Annex A's sums over plain lines, and the answers that a costing cannot do without: the same for every service."""

from collections.abc import Mapping

from costing.answers import Answers
from costing.form import Form, LineKind
from costing.formulas.costs import Amount, total_of


def subtotals(form: Form, lines: Mapping[str, Amount]) -> dict[str, Amount]:
    """Return each subtotal of the form: the sum of its section's plain lines."""
    return {
        line.key: total_of(lines[part.key] for part in form.lines_in(line.section))
        for line in form.lines
        if line.kind == LineKind.SUBTOTAL
    }


def cost_before_returns(form: Form, lines: Mapping[str, Amount]) -> Amount:
    """Return the sum of all subtotals; the returns on operations and on capital are in none."""
    return total_of(subtotals(form, lines).values())


def with_sums(form: Form, lines: Mapping[str, Amount]) -> dict[str, Amount]:
    """Return every line of Annex A in order, from the plain ones; the total includes lines without a subtotal."""
    amounts = {**lines, **subtotals(form, lines)}
    summed = {line.section for line in form.lines if line.kind == LineKind.SUBTOTAL}
    parts = [line for line in form.lines if line.kind == LineKind.SUBTOTAL or line.section not in summed]
    total = total_of(amounts[line.key] for line in parts if line.kind != LineKind.TOTAL)
    return {line.key: total if line.kind == LineKind.TOTAL else amounts[line.key] for line in form.lines}


def needed(form: Form, keys: frozenset[str], answers: Answers) -> frozenset[str]:
    """Return those of the keys that are asked for, given the other answers."""
    asked = (question for question in form.questions if question.key in keys)
    return frozenset(q.key for q in asked if q.required_when is None or q.required_when.holds(answers.values))
