"""The figures of the groups of a market: by zone, by size, and by contract with the council.

For the independent team only: a group may be one return.
"""

from collections.abc import Collection, Mapping, Sequence

from costing.form import Form
from costing.formulas.residents import NURSING
from reports.domain.cohort import CohortFault
from reports.domain.document_parts import Part, table_parts
from reports.domain.inputs import ReturnInputs, return_costs
from reports.domain.market import whole_cohorts
from reports.domain.statistics import exact_table

ZONE, SIZE, CONTRACTED = "zone", "size_band", "contracted"
DIMENSIONS = (ZONE, SIZE, CONTRACTED)
# Of homes, by their own columns; a release can be broken down by it.
CARE_TYPE = "care_type"
RELEASE_DIMENSIONS = (*DIMENSIONS, CARE_TYPE)
WITH_NURSING, WITHOUT_NURSING = "with_nursing", "without_nursing"
YES, NO = "yes", "no"
NOT_SAID = "Not said"


def breakdown_of(zone: str, size_band: str, is_contracted: bool | None) -> dict[str, str]:
    """Return the group of a return in each dimension, as the council's list said; what it did not say is left out."""
    contracted = {True: YES, False: NO, None: ""}[is_contracted]
    said = {ZONE: zone.strip(), SIZE: size_band.strip(), CONTRACTED: contracted}
    return {dimension: group for dimension, group in said.items() if group}


def release_groups(form: Form, one: ReturnInputs, dimensions: Collection[str]) -> dict[str, str]:
    """Return the group of a return in each of the dimensions that a release is broken down by."""
    found = {**one.breakdown, **_care_type(form, one)}
    return {dimension: group for dimension, group in found.items() if dimension in dimensions}


def _care_type(form: Form, one: ReturnInputs) -> dict[str, str]:
    if len(form.columns) == 1 or not one.costs.columns:
        return {}
    nurses = any(column in NURSING for column in one.costs.columns)
    return {CARE_TYPE: WITH_NURSING if nurses else WITHOUT_NURSING}


def subgroups(form: Form, returns: Sequence[ReturnInputs]) -> Part:
    """Return the number of ``returns``, the ``table`` and the ``totals`` of every group of every dimension.

    A dimension of which nothing is known of any return is left out; in the others each return is in one group.
    """
    return {
        dimension: {group: _figures(form, members) for group, members in _groups(returns, dimension).items()}
        for dimension in DIMENSIONS
        if any(dimension in one.breakdown for one in returns)
    }


def _groups(returns: Sequence[ReturnInputs], dimension: str) -> Mapping[str, list[ReturnInputs]]:
    groups: dict[str, list[ReturnInputs]] = {}
    for one in returns:
        groups.setdefault(one.breakdown.get(dimension, NOT_SAID), []).append(one)
    return dict(sorted(groups.items()))


def _figures(form: Form, members: Sequence[ReturnInputs]) -> Part:
    cohorts = whole_cohorts(form, [return_costs(form, one) for one in members])
    if isinstance(cohorts, CohortFault):
        raise ValueError(f"a group of a market without fault has one: {cohorts.message}")
    return {"returns": len(members), **table_parts(exact_table(cohorts))}
