"""Queries of fee scenarios: those of the asker's own authority."""

from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.db.models.expressions import Combinable
from django.db.models.functions import Lower

from accounts.domain.context import Context
from costing.forms.homecare import HOMECARE as HOMECARE_FORM
from markets.fees.domain.inputs_from_visits import VisitInputs, profile_days, visit_inputs
from markets.fees.domain.released_start import ReleasedFigure, figures_of
from markets.models import FeeScenario, VisitRun
from markets.permissions import can_use_fee_lab, can_use_payment_lab
from markets.profiles import queries as profiles
from markets.profiles.domain.profile_figures import profile_figures
from markets.visits.domain.dataset_states import FigureLevel, VisitHolder
from reports.domain.release_states import ReleaseState
from reports.domain.released_table import shown_figures
from reports.domain.released_tariff import released_tariff, tariff_says
from reports.permissions import is_team
from reports.queries import releases as reports

FROZEN, BUILT = "frozen", "built"


def scenarios_for(context: Context | None) -> QuerySet[FeeScenario]:
    """Return the scenarios of the authority, last changed first."""
    if context is None or not can_use_fee_lab(context):
        return FeeScenario.objects.none()
    rows = FeeScenario.objects.filter(authority_id=context.own_authority)
    return rows.select_related("authority", "release", "made_by", "changed_by", "frozen_by", "copied_from")


# How the list may be sorted, by the words in its address.
ORDERS: dict[str, tuple[Combinable | str, ...]] = {
    "name": (Lower("name"), "id"),
    "-name": (Lower("name").desc(), "id"),
    "changed": ("changed_at", "id"),
    "-changed": ("-changed_at", "id"),
}


def scenarios_found(context: Context | None, words: str = "", state: str = "", sort: str = "") -> QuerySet[FeeScenario]:
    """Return those whose name, note or last changer holds the words, in the order asked for."""
    rows = scenarios_for(context)
    if words:
        holds = Q(name__icontains=words) | Q(note__icontains=words) | Q(changed_by__full_name__icontains=words)
        rows = rows.filter(holds)
    if state:
        rows = rows.filter(frozen_at__isnull=state != FROZEN)
    return rows.order_by(*ORDERS.get(sort, ORDERS["-changed"]))


def scenario_for(context: Context | None, scenario_id: UUID) -> FeeScenario | None:
    return scenarios_for(context).filter(id=scenario_id).first()


def scenarios_of(context: Context | None, ids: list[UUID]) -> list[FeeScenario]:
    """Return these scenarios in the order asked; those that are not the asker's are left out."""
    found = {row.id: row for row in scenarios_for(context).filter(id__in=ids)}
    return [found[one] for one in ids if one in found]


HOMECARE = "homecare"
HOMECARE_COLUMN = HOMECARE_FORM.columns[0].key
# Further measures stand in a released table behind these words.
SUPPORTING, APPOINTMENTS = "supporting_", "appointments_"


def releases_to_begin_from(context: Context | None) -> QuerySet[Any]:
    """Return the published releases of home care that stand in the asker's authority: for the team the same ones."""
    if context is None or not can_use_fee_lab(context):
        return reports.public_releases_for(None)
    rows = reports.releases_for(context) if is_team(context) else reports.standing_releases(context)
    rows = rows.filter(for_publication=True, state=ReleaseState.RELEASED, authority_id=context.own_authority)
    return rows.filter(exercise__service=HOMECARE).order_by("-approved_at", "-number")


def release_to_begin_from(context: Context | None, release_id: UUID) -> Any | None:
    return releases_to_begin_from(context).filter(id=release_id).first()


def figures_in(release: Any) -> tuple[ReleasedFigure, ...]:
    """Return the figures that a scenario begins from; those that are hidden have none."""
    cells: dict[tuple[str, str], tuple[Decimal | None, bool]] = {}
    for key, (_, _, median, _, indicative) in shown_figures(release.table).items():
        if not key.dimension:
            cells[_place_of(key.line)] = (median, indicative)
    return figures_of(cells)


def released_tariff_says(release: Any) -> str:
    """Return what the published lengths of visits come to, £ a visit and £ a minute; blank where they are too few."""
    tariff = released_tariff(release.table, HOMECARE_COLUMN)
    return tariff_says(tariff) if tariff else ""


def profiles_to_take_from(context: Context | None) -> list[VisitRun]:
    """Return the profiles of the council's own visits whose figures the asker may take into a scenario, latest first:
    for commissioners with the switch, and for analysts. Never of what providers gave to the independent team.
    """
    if not can_use_fee_lab(context) or not can_use_payment_lab(context):
        return []
    return profiles.runs_that_show(context, VisitHolder.COUNCIL)


def visit_inputs_of(context: Context | None, run_id: UUID) -> VisitInputs | None:
    """Return what such a profile measured; None if it is none that the asker may take from."""
    run = next((one for one in profiles_to_take_from(context) if one.id == run_id), None)
    if run is None:
        return None
    rows = profiles.figures_of([run.id], level__in=[FigureLevel.MARKET, FigureLevel.ZONE])[run.id]
    return visit_inputs(profile_figures(rows), profile_days(run.first_day, run.last_day), str(run.id))


def _place_of(line: str) -> tuple[str, str]:
    for kind in (SUPPORTING, APPOINTMENTS):
        if line.startswith(kind):
            return kind.removesuffix("_"), line.removeprefix(kind)
    return "line", line
