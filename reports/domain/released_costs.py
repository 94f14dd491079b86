"""A return as a release uses it: costs, groups of the dimensions asked for, and values of the further measures."""

from collections.abc import Collection
from dataclasses import replace

from costing.form import Form
from reports.domain.further_measures import further_values
from reports.domain.inputs import ReturnInputs, return_costs
from reports.domain.market import ReturnCosts
from reports.domain.subgroups import release_groups


def released_costs(form: Form, one: ReturnInputs, dimensions: Collection[str] = ()) -> ReturnCosts:
    """Return it; of a return of which a line was left out no rate of a visit is known, as with n/a."""
    return replace(
        return_costs(form, one),
        breakdown=release_groups(form, one, dimensions),
        further=further_values(one.costs, one.asked, one.appointments, is_whole=not one.lines_left_out),
    )
