"""Test support: what released figures are that equal one of a return to the penny, and why rule R10 lets each stand.

Reckoned plainly, of all that a release shows: lines, groups, visits and supporting rows.
"""

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from accounts.models import Role
from accounts.queries import context_from
from costing.forms import form_for
from reports import queries
from reports.domain.cell_places import line_label, place_of
from reports.domain.market import public_cohorts
from reports.domain.measures import ReleaseMeasure, measures_of
from reports.domain.members import Members
from reports.domain.policy import PROTECTED
from reports.domain.released_costs import released_costs
from reports.domain.released_document import cells_in
from reports.domain.subgroups import RELEASE_DIMENSIONS
from reports.domain.visits_from_lines import is_visit
from reports.models import Release
from spreadsheets.decimals import rounded

FIGURES = ("lower_quartile", "median", "upper_quartile")


class PennyMatch(NamedTuple):
    """``stands`` unless some return of the cell has the figure and no crowd lies round it."""

    where: str
    because: str
    stands: bool


def matches_of(release: Release, penny: Decimal) -> list[PennyMatch]:
    """Return a match for every cell that shows the figure; one of no cell if none does."""
    form = form_for(release.exercise.service, release.form_version)
    shown = [key for key, cell in cells_in(release.table) if any(_is(cell[name], penny) for name in FIGURES)]
    worked_out = [key for key in shown if is_visit(key.line)]
    measures = _measures(release) if shown else {}
    found = [
        PennyMatch(f"{place_of(key).label(form)}: {line_label(form, key.line)}", *_judged(measures[key], penny))
        for key in shown
        if key not in worked_out
    ]
    found += [PennyMatch("visits by length", "worked out from released lines", stands=True) for _ in worked_out]
    return found or [PennyMatch("no cell", "a sum of medians, a date or a count", stands=True)]


def _is(figure: str | None, penny: Decimal) -> bool:
    return figure is not None and Decimal(figure) == penny


def _measures(release: Release) -> dict[object, ReleaseMeasure]:
    role = Role.objects.filter(name="analyst", authority_id=release.authority_id).select_related("person").first()
    inputs = queries.inputs_of(context_from(role, role.person), release.calculation)
    form = form_for(release.exercise.service, release.form_version)
    returns = [released_costs(form, one, RELEASE_DIMENSIONS) for one in inputs.as_calculated(form)]
    return {measure.key: measure for measure in measures_of(public_cohorts(form, returns))}


def _judged(measure: ReleaseMeasure, penny: Decimal) -> tuple[str, bool]:
    step = _step(penny, measure)
    for of in (measure.members, measure.everyone):
        equal = [one for one in of if rounded(one.value) == penny]
        if equal:
            near = [one for one in of if abs(one.value - penny) <= step]
            return f"{len(near)} returns lie within a step of {step}", _is_a_crowd(near, len(equal))
    return "no return has it there: another line’s, or of a return that is not in it", True


def _is_a_crowd(near: Members, equal: int) -> bool:
    owners, returns = {one.owner for one in near}, {one.provider for one in near}
    enough = len(returns) >= PROTECTED.crowd_returns and len(owners) >= PROTECTED.crowd_owners
    return enough and equal <= len(near) * PROTECTED.crowd_max_equal


def _step(figure: Decimal, measure: ReleaseMeasure) -> Decimal:
    """Return the 1-2-5 step of R9."""
    rounds = PROTECTED.of_activity if measure.is_activity else PROTECTED
    share = rounds.rounding_share if measure.n >= rounds.full_from else rounds.rounding_share_indicative
    steps = [Decimal(digit).scaleb(power) for power in range(-2, 4) for digit in (1, 2, 5)]
    return min(steps, key=lambda step: max(step / (figure * share), figure * share / step))


def listed(release: Release, pennies: set[str]) -> Iterator[tuple[str, bool]]:
    """Yield each match in words, and whether it stands."""
    for penny in sorted(pennies):
        for one in matches_of(release, Decimal(penny)):
            yield f"£{penny} is some return’s figure to the penny: {one.where}; {one.because}", one.stands
