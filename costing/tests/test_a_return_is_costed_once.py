"""A return is costed once: what its must-fix checks report takes the costs away, and never changes them."""

from dataclasses import replace
from random import Random
from unittest import mock

import pytest

from costing import report
from costing.answers import Answers
from costing.forms import CURRENT
from costing.formulas import COSTINGS
from costing.parsing.answers import take_in
from costing.tests.returns import every_example, example, raw_return

CHANGES = ("", "n/a", "0", "-1", "1e400", "7", "0.5", "1000000", "x", "#REF!", "=1", "1 April 2021")


def changed_answers(rng: Random, name: str) -> tuple[str, Answers, list]:
    given = example(name)
    answers = {**given["answers"]}
    for key in rng.sample(sorted(answers), rng.randrange(4)):
        answers[key] = rng.choice(CHANGES)
    form = CURRENT[given["service"]]
    return given["service"], *take_in(form, raw_return(given["service"], answers))


@pytest.mark.parametrize("many", [60, pytest.param(2_000, marks=pytest.mark.proof)])
def test_random_returns_are_reported_on_as_if_they_were_costed_twice(many: int):
    rng, names = Random(many), every_example()
    costed = 0
    for _ in range(many):
        service, answers, findings = changed_answers(rng, rng.choice(names))
        form = CURRENT[service]
        counted = mock.Mock(side_effect=COSTINGS[service].cost)
        with mock.patch.dict(COSTINGS, {service: replace(COSTINGS[service], cost=counted)}):
            once = report.check_answers(form, answers, findings)
        assert counted.call_count <= 1
        with mock.patch.object(report, "_with_what_is_reported", costed_again):
            assert report.check_answers(form, answers, findings) == once
        costed += once.costs is not None
    assert many / 4 < costed < many


def costed_again(case: report.Case, findings: list) -> report.Case:
    return report._case(case.form, case.answers, case.terms, findings)
