"""A calculation's figures as a document: exact, every digit as text; for the independent team only."""

from collections.abc import Sequence
from dataclasses import asdict
from decimal import Decimal

from costing.form import Form
from reports.domain.activity_mean import activity_means
from reports.domain.cohort import CohortFault
from reports.domain.document_parts import Part, quantiles_part_of, table_parts, text_of
from reports.domain.inputs import ReturnInputs, return_costs
from reports.domain.market import whole_cohorts
from reports.domain.median_intervals import median_intervals
from reports.domain.selfchecks import notes_on
from reports.domain.statistics import exact_table
from reports.domain.subgroups import subgroups


def exact_document(form: Form, returns: Sequence[ReturnInputs], eligible: int, *, seed: str = "") -> Part | CohortFault:
    """Return ``table``, ``totals``, ``supporting`` information and the ``notes`` of the self-checks.

    With them ``subgroups``, the means ``weighted`` by activity and, given a ``seed`` (the digest of the inputs), the
    ``intervals`` of the medians. ``eligible`` is how many locations were asked and are relevant.
    """
    cohorts = whole_cohorts(form, [return_costs(form, one) for one in returns])
    if isinstance(cohorts, CohortFault):
        return cohorts
    exact = exact_table(cohorts)
    return {
        **table_parts(exact),
        "subgroups": subgroups(form, returns),
        "weighted": activity_means(form, returns),
        **({"intervals": median_intervals(cohorts, seed)} if seed else {}),
        "supporting": supporting(returns, eligible),
        "notes": [asdict(note) for note in notes_on(cohorts, exact)],
    }


def supporting(returns: Sequence[ReturnInputs], eligible: int) -> Part:
    """Return the information beside Annex A.

    The number of responses, shown answers and drivers; where there are visits their rates by length, the tariff and
    how many there are a week.
    """
    measured = [{**one.asked, **one.costs.drivers} for one in returns]
    keys = dict.fromkeys(key for one in measured for key in one)
    return {
        "responses": len(returns),
        "eligible": eligible,
        "drivers": {key: quantiles_part_of(one.get(key) for one in measured) for key in keys},
        "visit_rates": _visit_rates(returns),
        **_visits(returns),
    }


def _visit_rates(returns: Sequence[ReturnInputs]) -> Part:
    lengths = sorted({length for one in returns for length in one.costs.visit_rates}, key=int)
    rates = [one.costs.visit_rates for one in returns]
    return {
        length: {
            "per_hour": quantiles_part_of(rate.per_hour for one in rates if (rate := one.get(length))),
            "per_visit": quantiles_part_of(rate.per_visit for one in rates if (rate := one.get(length))),
        }
        for length in lengths
    }


def _visits(returns: Sequence[ReturnInputs]) -> Part:
    """Return ``tariff`` and ``appointments`` a week by length; {} for a service without visits."""
    lengths = dict.fromkeys(length for one in returns for length in one.appointments)
    if not lengths:
        return {}
    tariffs = {one.location: tariff for one in returns if (tariff := one.costs.tariff)}
    return {
        "appointments": {
            length: quantiles_part_of(one.appointments.get(length) for one in returns) for length in lengths
        },
        "tariff": {
            "n": len(tariffs),
            "per_visit": quantiles_part_of(tariff.per_visit for tariff in tariffs.values()),
            "per_minute": quantiles_part_of(tariff.per_minute for tariff in tariffs.values()),
            "by_location": {
                location: {"per_visit": text_of(tariff.per_visit), "per_minute": text_of(tariff.per_minute)}
                for location, tariff in tariffs.items()
            },
        },
    }


def figure(stored: str | None) -> Decimal | None:
    """Return a figure of a stored document, exactly."""
    return None if stored is None else Decimal(stored)
