"""A calculation's figures as a document: exact, every digit as text; for the independent team only."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from decimal import Decimal
from typing import Any

from costing.form import Form
from costing.formulas.costs import Amount
from reports.domain.cohort import CohortFault
from reports.domain.inputs import ReturnInputs, plain, return_costs
from reports.domain.market import whole_cohorts
from reports.domain.selfchecks import notes_on
from reports.domain.statistics import Quantiles, TwoTotals, exact_table, quantiles_of

Part = dict[str, Any]


def exact_document(form: Form, returns: Sequence[ReturnInputs], eligible: int) -> Part | CohortFault:
    """Return ``table``, ``totals``, ``supporting`` information and the ``notes`` of the self-checks.

    ``eligible`` is how many locations were asked and are relevant.
    """
    cohorts = whole_cohorts(form, [return_costs(form, one) for one in returns])
    if isinstance(cohorts, CohortFault):
        return cohorts
    exact = exact_table(cohorts)
    return {
        "table": _by_column((*key, _quantiles(found)) for key, found in exact.cells.items()),
        "totals": _by_column((*key, _both(found)) for key, found in exact.totals.items()),
        "supporting": supporting(returns, eligible),
        "notes": [asdict(note) for note in notes_on(cohorts, exact)],
    }


def supporting(returns: Sequence[ReturnInputs], eligible: int) -> Part:
    """Return the information beside Annex A.

    The number of responses, shown answers and drivers, and visit-length rates.
    """
    measured = [{**one.asked, **one.costs.drivers} for one in returns]
    keys = dict.fromkeys(key for one in measured for key in one)
    lengths = sorted({length for one in returns for length in one.costs.visit_rates}, key=int)
    rates = [one.costs.visit_rates for one in returns]
    return {
        "responses": len(returns),
        "eligible": eligible,
        "drivers": {key: _quantiles(quantiles_of(one.get(key) for one in measured)) for key in keys},
        "visit_rates": {
            length: {
                "per_hour": _quantiles(quantiles_of(rate.per_hour for one in rates if (rate := one.get(length)))),
                "per_visit": _quantiles(quantiles_of(rate.per_visit for one in rates if (rate := one.get(length)))),
            }
            for length in lengths
        },
    }


def figure(stored: str | None) -> Decimal | None:
    """Return a figure of a stored document, exactly."""
    return None if stored is None else Decimal(stored)


def _quantiles(found: Quantiles) -> Mapping[str, Any]:
    return {
        "n": found.n,
        "lower_quartile": _text(found.lower_quartile),
        "median": _text(found.median),
        "upper_quartile": _text(found.upper_quartile),
    }


def _both(found: TwoTotals) -> Mapping[str, Any]:
    return {
        "sum_of_medians": _text(found.sum_of_medians),
        "median_of_returns": _text(found.median_of_returns),
    }


def _text(amount: Amount) -> str | None:
    return None if amount is None else plain(amount)


def _by_column(parts: Iterable[tuple[str, str, Mapping[str, Any]]]) -> Part:
    columns: Part = {}
    for column, line, part in parts:
        columns.setdefault(column, {})[line] = dict(part)
    return columns
