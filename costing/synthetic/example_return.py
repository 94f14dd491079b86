"""The example return laid out for people: read, costed and shown as any other."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from costing.answer_sheets import (
    AnswerSheet,
    CostTable,
    answer_sheets,
    cost_table,
)
from costing.exercise_requirements import ExerciseRequirements
from costing.form import Form
from costing.report import check_answers
from costing.serialisation import answers_from
from costing.synthetic.example import example_answers


@dataclass(frozen=True)
class ExampleReturn:
    """An example return; ``table`` is None if the price date is outside the table of rates."""

    sheets: tuple[AnswerSheet, ...]
    table: CostTable | None


def example_return(form: Form, price_date: date, weeks: Decimal) -> ExampleReturn:
    """Return the example of a form; raises KeyError for one that is not in use."""
    given = example_answers(form, price_date)
    answers = answers_from(form.service, form.version, {key: {"typed": n, "value": n} for key, n in given.items()})
    if answers is None:
        raise KeyError(form.service)
    costs = check_answers(form, answers, (), ExerciseRequirements(price_date=price_date, weeks=weeks)).costs
    return ExampleReturn(answer_sheets(form, answers), cost_table(form, costs) if costs else None)
