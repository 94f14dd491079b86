"""Test support: random markets as a calculation takes them, with owners, groups, weights and lines left out."""

from decimal import Decimal
from functools import cache
from random import Random

from costing.form import Form, LineKind
from costing.forms import CURRENT
from costing.formulas.costs import Costs
from costing.report import check_raw
from costing.synthetic import invented_market
from costing.tests.returns import raw_return
from reports.domain.inputs import ReturnInputs
from reports.domain.subgroups import breakdown_of
from reports.domain.supporting_information import appointments_in, asked_in

ZONES = ("North", "South", "", "Ärmel & Co")
SIZES = ("Small", "Large")
POOL = 60


@cache
def pool(service: str) -> tuple[tuple[Costs, dict[str, str]], ...]:
    """A few returns that are costed once; a random market takes some of them and shakes their figures."""
    made = []
    for answers in invented_market(service, POOL, seed=7):
        report = check_raw(raw_return(service, answers))
        assert report.costs is not None
        made.append((report.costs, {key: answer.normal for key, answer in report.answers.by_key.items()}))
    return tuple(made)


def random_inputs(rng: Random, service: str, size: int) -> tuple[ReturnInputs, ...]:
    return tuple(_one(rng, service, number, size) for number in range(size))


def _one(rng: Random, service: str, number: int, size: int) -> ReturnInputs:
    costs, answers = rng.choice(pool(service))
    form = CURRENT[service]
    return ReturnInputs(
        version=f"version {number}",
        location=f"1-{number:09}",
        owner=f"owner {rng.randrange(max(1, size * 2 // 3))}",
        costs=_shaken(rng, form, costs),
        weight=Decimal(rng.randrange(1000)),
        asked=asked_in(service, answers),
        breakdown=breakdown_of(rng.choice(ZONES), rng.choice(SIZES), rng.choice((True, False, None))),
        appointments=appointments_in(service, answers),
    )


def _shaken(rng: Random, form: Form, costs: Costs) -> Costs:
    """The same return a little dearer or cheaper, its figures rounded now and then so that some are equal."""
    factor, places = Decimal(str(round(rng.uniform(0.8, 1.25), 3))), rng.choice((2, 12))
    columns = {
        column: {line.key: _figure(rng, line.kind, lines[line.key], factor, places) for line in form.lines}
        for column, lines in costs.columns.items()
    }
    return Costs(columns, costs.drivers, costs.visit_rates, costs.workings, costs.tariff)


def _figure(rng: Random, kind: LineKind, value: Decimal | None, factor: Decimal, places: int) -> Decimal | None:
    if value is None or (kind == LineKind.LINE and rng.random() < 0.03):
        return None
    return round(value * factor, places)
