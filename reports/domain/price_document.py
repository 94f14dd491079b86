"""The figures of an uplift and of scenarios, beside those of the price date, as parts of a calculation's document."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from costing.form import Form
from reports.domain.cohort import CohortFault
from reports.domain.document_parts import Part, table_parts
from reports.domain.inputs import Inputs, ReturnInputs, plain, return_costs
from reports.domain.market import whole_cohorts
from reports.domain.scenarios import ReturnScenario, with_returns
from reports.domain.statistics import exact_table
from reports.domain.uplift import uplifted
from reports.domain.uplift_terms import AFRESH, AFRESH_WORDS, FROM_RATES, STAYS_WORDS, LineUplift, Uplift

Returns = tuple[ReturnInputs, ...]


def price_parts(form: Form, inputs: Inputs) -> Part | CohortFault:
    """Return ``uplift`` and ``scenarios`` where they were asked for; {} otherwise."""
    own, uplift = inputs.as_calculated(form), inputs.uplift
    later = uplifted_returns(form, own, uplift) if uplift else ()
    parts: Part = {}
    if uplift is not None:
        parts["uplift"] = {**_terms_part(form, uplift), **_figures(form, later)}
    if inputs.scenarios:
        parts["scenarios"] = [_scenario(form, inputs, one, own, later) for one in inputs.scenarios]
    faults = (part for part in _all_parts(parts) if "fault" in part)
    return next((CohortFault(part["fault"]) for part in faults), None) or parts


def uplifted_returns(form: Form, returns: Returns, uplift: Uplift) -> Returns:
    return tuple(replace(one, costs=uplifted(form, one.costs, one.given, uplift)) for one in returns)


def scenario_returns(
    form: Form, returns: Returns, scenario: ReturnScenario, inputs: Inputs, factor: Decimal = Decimal(1)
) -> Returns:
    """Return the returns with the returns of a scenario; ``factor`` is what freehold values are uplifted by."""
    target = inputs.occupancy_target
    return tuple(
        replace(one, costs=with_returns(form, one.costs, one.given, scenario, target=target, roc_factor=factor))
        for one in returns
    )


def _scenario(form: Form, inputs: Inputs, scenario: ReturnScenario, own: Returns, later: Returns) -> Part:
    """Return the figures of a scenario, and with an uplift those of the other date as ``uplifted``."""
    terms = {"roo": _share(scenario.roo), "roc": _share(scenario.roc)}
    part = {"name": scenario.name, **terms, **_figures(form, scenario_returns(form, own, scenario, inputs))}
    if inputs.uplift is None:
        return part
    factor = inputs.uplift.factor("return_on_capital")
    return {**part, "uplifted": _figures(form, scenario_returns(form, later, scenario, inputs, factor))}


def _figures(form: Form, returns: Sequence[ReturnInputs]) -> Part:
    cohorts = whole_cohorts(form, [return_costs(form, one) for one in returns])
    return {"fault": cohorts.message} if isinstance(cohorts, CohortFault) else table_parts(exact_table(cohorts))


def _all_parts(parts: Part) -> list[Part]:
    scenarios = parts.get("scenarios", [])
    return [part for part in (parts.get("uplift"), *scenarios, *(one.get("uplifted") for one in scenarios)) if part]


def _share(share: Decimal | None) -> str | None:
    return None if share is None else plain(share)


def _terms_part(form: Form, uplift: Uplift) -> Part:
    afresh = {"index": AFRESH_WORDS, "factor": None, "source": FROM_RATES}
    lines = {line: _line_part(one) for line, one in uplift.lines.items()}
    lines |= {line.key: dict(afresh) for line in form.lines if line.key in AFRESH}
    return {
        "from": uplift.since.isoformat(),
        "to": uplift.to.isoformat(),
        "rates": {name: plain(rate) for name, rate in uplift.rates.items()},
        "lines": lines,
    }


def _line_part(one: LineUplift) -> Part:
    if not one.index:
        return {"index": STAYS_WORDS, "factor": "1", "source": ""}
    return {
        "index": one.index,
        "factor": plain(one.factor),
        "source": one.source,
        "from_date": one.from_day.isoformat(),
        "from_value": plain(one.from_value),
        "to_date": one.to_day.isoformat(),
        "to_value": plain(one.to_value),
    }
