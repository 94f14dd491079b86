"""Between any two calculations the steps of the causes add up exactly, and each equals a plain twin's."""

from dataclasses import replace
from datetime import date
from decimal import Decimal, localcontext
from random import Random

import pytest

from costing.form import LineKind
from costing.forms import CURRENT
from reports.domain.causes import CAUSES, CausedChanges, causes_between, effects_of
from reports.domain.comparison import MEDIAN_OF_RETURNS, SUM_OF_MEDIANS
from reports.domain.inputs import Inputs, ReturnInputs
from reports.tests.invented_inputs import random_inputs
from reports.tests.plain_quantile import plain_quantile

SEED, HALF = 20221101, Decimal("0.5")


def two_calculations(rng: Random, service: str) -> tuple[Inputs, Inputs]:
    """Of some returns each is in the first, the second or both; some in another version, with other lines or values."""
    plain = [line.key for line in CURRENT[service].lines if line.kind == LineKind.LINE]
    pool = random_inputs(rng, service, rng.randint(2, 12))
    other = random_inputs(rng, service, len(pool))
    first, second = [], []
    for one, another in zip(pool, other, strict=True):
        kind = rng.choice(("first", "second", "both", "version", "lines", "adjusted", "version and lines"))
        lines = frozenset(rng.sample(plain, rng.randint(1, 2)))
        now = {
            "version": replace(another, version=f"newer {one.version}"),
            "lines": replace(one, lines_left_out=lines),
            "adjusted": replace(one, costs=another.costs),
            "version and lines": replace(another, version=f"newer {one.version}", lines_left_out=lines),
        }.get(kind, one)
        was = replace(one, lines_left_out=frozenset(rng.sample(plain, 1))) if rng.random() < 0.3 else one
        first += [] if kind == "second" else [was]
        second += [] if kind == "first" else [now]
    target = rng.choice((None, Decimal("0.9"))) if service == "care_home" else None
    rest = {"exercise": "x", "service": service, "form_version": "1", "price_date": date(2026, 4, 1), "rates": {}}
    return tuple(
        Inputs(**rest, weeks=Decimal(52), returns=tuple(returns), occupancy_target=goal)
        for returns, goal in ((first, None), (second, target))
    )


@pytest.fixture(params=[25, pytest.param(500, marks=pytest.mark.proof)], scope="module")
def compared(request: pytest.FixtureRequest) -> list[tuple[Inputs, Inputs, CausedChanges]]:
    rng = Random(SEED)
    pairs = [two_calculations(rng, "care_home" if number % 5 == 4 else "homecare") for number in range(request.param)]
    return [(*pair, causes_between(CURRENT[pair[0].service], *pair)) for pair in pairs]


def test_the_steps_add_up_to_the_difference(compared):
    asked = 0
    for _, _, changes in compared:
        for one in (*changes.lines, *(row for rows in changes.totals.values() for row in rows)):
            if one.by is not None:
                with localcontext(prec=80):
                    assert sum((effect for effect in one.effects if effect is not None), Decimal(0)) == one.by
                asked += 1
    assert asked > 25 * len(compared)


def plain_median(form, returns: dict[str, ReturnInputs], column: str, line: str) -> Decimal | None:
    values = [value for one in returns.values() if (value := plain_value(form, one, column, line)) is not None]
    with localcontext(prec=80):
        return plain_quantile(values, HALF) if values else None


def plain_value(form, one: ReturnInputs, column: str, line: str) -> Decimal | None:
    """The figure of a return; none where the line or one below it is left out."""
    if column not in one.costs.columns or line in one.lines_left_out:
        return None
    sections = {form.line_by_key[key].section for key in one.lines_left_out}
    of = form.line_by_key[line]
    if (of.kind == LineKind.TOTAL and sections) or (of.kind == LineKind.SUBTOTAL and of.section in sections):
        return None
    if line == "return_on_operations" and sections - {of.section}:
        return None
    return one.costs.columns[column][line]


def plain_stages(earlier: Inputs, later: Inputs) -> list[dict[str, ReturnInputs]]:
    was, now = ({one.location: one for one in inputs.returns} for inputs in (earlier, later))
    added = was | {place: one for place, one in now.items() if place not in was}
    removed = {place: one for place, one in added.items() if place in now}
    versions, lines = {}, {}
    for place, one in removed.items():
        is_new = one.version != now[place].version
        versions[place] = replace(now[place], lines_left_out=one.lines_left_out) if is_new else one
        lines[place] = replace(versions[place], lines_left_out=now[place].lines_left_out)
    return [was, added, removed, versions, lines, now]


def test_each_step_equals_the_twin(compared):
    for earlier, later, changes in compared:
        form = CURRENT[earlier.service]
        stages = plain_stages(earlier, later)
        for one in changes.lines:
            figures = [plain_median(form, stage, one.column, one.line) for stage in stages]
            assert one.before == figures[0]
            last = figures[0]
            for effect, before, figure in zip(one.effects[:-1], figures[:-1], figures[1:], strict=True):
                with localcontext(prec=80):
                    moved = None if None in (figure, last) else figure - last
                assert effect == (0 if figure is None and before is None else moved)
                last = last if figure is None else figure
            if earlier.occupancy_target == later.occupancy_target:
                assert one.after == figures[-1] and not one.effects[-1]


def test_the_total_as_a_sum_is_the_sum_of_the_lines(compared):
    for earlier, _, changes in compared:
        plain = {line.key for line in CURRENT[earlier.service].lines if line.kind == LineKind.LINE}
        for both in changes.totals[SUM_OF_MEDIANS]:
            lines = [one.after for one in changes.lines if one.column == both.column and one.line in plain]
            with localcontext(prec=80):
                assert both.after == (None if None in lines else sum(lines, Decimal(0)))
        for total in changes.totals[MEDIAN_OF_RETURNS]:
            line = next(one for one in changes.lines if (one.column, one.line) == (total.column, total.line))
            assert (total.before, total.after, total.effects) == (line.before, line.after, line.effects)


def test_a_figure_that_is_not_defined_on_the_way_carries_its_effect_on():
    one, two, five = Decimal(1), Decimal(2), Decimal(5)
    assert effects_of([one, None, five]) == (None, Decimal(4))
    assert effects_of([None, two, five]) == (None, Decimal(3))
    assert effects_of([one, two, None, None]) == (one, None, 0)
    assert effects_of([None, None, None]) == (0, 0)
    assert len(CAUSES) == 6
