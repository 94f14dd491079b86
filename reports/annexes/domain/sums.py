"""What is added up over the returns of a calculation for Annex A: residents, and hours a year."""

from collections.abc import Iterable
from decimal import Decimal, localcontext

from costing.form import Form
from reports.annexes.domain.cost_drivers import BY_SERVICE
from reports.domain.inputs import ReturnInputs
from reports.domain.statistics import EXACT


def summed(form: Form, returns: Iterable[ReturnInputs]) -> dict[str, Decimal]:
    """Return the sums by key of the answer or driver; without a key where no return has a figure."""
    drivers = [one for one in BY_SERVICE.get(form.service, ()) if one.is_sum]
    keys = dict.fromkeys(one.key.format(column.key) for one in drivers for column in form.columns)
    rows = [{**one.asked, **one.costs.drivers} for one in returns]
    with localcontext(EXACT):
        found = {key: [value for row in rows if (value := row.get(key)) is not None] for key in keys}
        return {key: sum(values, Decimal(0)) for key, values in found.items() if values}
