"""Which measures a release has beside Annex A's lines, and what a return has of each.

What a visit costs by its length is none of them: it is worked out from the published lines (visits_from_lines.py).
"""

from collections.abc import Mapping

from costing.form import Form
from costing.forms.care_home import CARE_HOME
from costing.forms.homecare import HOMECARE
from costing.formulas.costs import Amount, Costs
from costing.formulas.residents import CATEGORIES, NURSING
from reports.domain.cohort import ALL
from reports.domain.measure_parts import FurtherMeasure, MeasurePart
from reports.domain.supporting_information import ASKED, BY_CATEGORY, LENGTHS

# Contact hours a year are those a week times a number: the same measure, published once.
_DRIVERS = {
    HOMECARE.service: (
        "contact_hours_per_week",
        "travel_minutes_per_contact_hour",
        "average_visit_minutes",
        "effective_pay",
    ),
    CARE_HOME.service: ("occupancy",),
}


def further_measures(form: Form) -> Mapping[str, tuple[FurtherMeasure, ...]]:
    """Return the measures of each column of a release; what is asked once a home stands in the column ``all``."""
    if form.service == HOMECARE.service:
        appointments = (FurtherMeasure(MeasurePart.APPOINTMENTS, length) for length in LENGTHS)
        return {form.columns[0].key: (*appointments, *_supporting(_asked_once(form)))}
    return {
        **{category: tuple(_supporting(_asked_of(category))) for category in CATEGORIES},
        ALL: tuple(_supporting(_asked_once(form))),
    }


def further_values(
    costs: Costs, asked: Mapping[str, Amount], appointments: Mapping[str, Amount], *, is_whole: bool = True
) -> dict[str, Amount]:
    """Return what a return has of them, and its rates by length; if not ``is_whole`` no rate is known, as with n/a."""
    rates = costs.visit_rates if is_whole else {}
    visits = {f"visit_{length}": rate.per_hour if rate else None for length, rate in rates.items()}
    weekly = {f"appointments_{length}": number for length, number in appointments.items()}
    return {**visits, **weekly, **{f"supporting_{key}": amount for key, amount in {**asked, **costs.drivers}.items()}}


def _supporting(keys: tuple[str, ...]) -> tuple[FurtherMeasure, ...]:
    return tuple(FurtherMeasure(MeasurePart.SUPPORTING, key) for key in keys)


def _asked_once(form: Form) -> tuple[str, ...]:
    asked = (key for key in ASKED.get(form.service, ()) if key not in BY_CATEGORY)
    return (*_DRIVERS.get(form.service, ()), *asked)


def _asked_of(category: str) -> tuple[str, ...]:
    nurses = (f"nurse_hours_{category}",) if category in NURSING else ()
    return (f"occupied_{category}", f"care_hours_{category}", *nurses)
