"""What is taken at a glance is what ``understand`` says of it, and nothing can be found about it."""

from dataclasses import replace
from random import Random
from unittest import mock

import pytest

from costing.answers import Answer, Answers
from costing.forms import CURRENT
from costing.parsing import Understood, answers, understand
from costing.parsing.usual_values import usual_values
from costing.tests.returns import every_example, example, raw_return
from spreadsheets.cells import Cell, CellKind

TYPED = (
    *("", " ", "0", "00012", "7", "0.5", "12.50", "120.", ".5", "-1", "+5", "1.2.3", "1E2", "1_000", "٣", "nan"),
    *("0.1234567890123", "999999999999", "1000000000000", "99999999999.99", "123456789012345678", "1e400", "1,234.5"),
    *(
        "5%",
        "1.05",
        "n/a",
        "-",
        "x",
        "yes",
        "no",
        "y",
        "Per hour",
        "per_hour",
        "margin",
        "a@b.example",
        "jo.o-brien@care-home.org.uk",
        "Jo@b.example",
        "jo@b.example, al@b.example",
        "1-123456789",
        "1- 12",
        "Jo O'Brien (manager); 2nd floor",
        "Jo  Brien",
        "Zoë",
        "x: y",
        "err:502",
        "tbc",
        "#REF!",
        "44651",
    ),
)
KINDS = (*CellKind, CellKind.NUMBER, CellKind.NUMBER, CellKind.EMPTY, CellKind.TEXT)


def any_cell(rng: Random, choices: tuple[str, ...]) -> Cell:
    kind = rng.choice(KINDS)
    text = rng.choice(choices if choices and rng.random() < 0.3 else TYPED)
    typed = "" if kind is CellKind.EMPTY and rng.random() < 0.9 else text
    return Cell("Sheet", "C7", kind, typed, rng.random() < 0.1, rng.random() < 0.1, rng.random() < 0.1)


@pytest.mark.parametrize("many", [5, pytest.param(60, marks=pytest.mark.nightly)])
@pytest.mark.parametrize("service", sorted(CURRENT))
def test_a_usual_cell_is_understood_the_same_and_lies_inside_its_range(service: str, many: int):
    rng, form, taken = Random(many), CURRENT[service], 0
    for _ in range(many):
        cells = {q.key: any_cell(rng, q.choices) for q in form.questions}
        for key, value in usual_values(form, cells).items():
            question = form.by_key[key]
            assert str(understand(question, cells[key])) == str(Understood(value)), (key, cells[key])
            given = Answers(form.service, form.version, {key: Answer(key, cells[key].text, value)})
            assert answers._out_of_range(question, given) is None
            taken += value is not None
    assert taken > 5 * many


@pytest.mark.parametrize("many", [15, pytest.param(200, marks=pytest.mark.nightly)])
def test_returns_have_the_same_answers_and_findings_as_if_nothing_were_usual(many: int):
    rng, names, found = Random(many), every_example(), 0
    for _ in range(many):
        given = example(rng.choice(names))
        form, raw = CURRENT[given["service"]], raw_return(given["service"], given["answers"])
        changed = {key: any_cell(rng, form.by_key[key].choices) for key in rng.sample(sorted(raw.cells), 8)}
        raw = replace(raw, cells={**raw.cells, **changed})
        taken = answers.take_in(form, raw)
        with mock.patch.object(answers, "usual_values", return_value={}):
            assert str(answers.take_in(form, raw)) == str(taken)
        found += len(taken[1])
    assert found > many
