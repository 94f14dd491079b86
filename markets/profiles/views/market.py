"""The market profile: twelve pictures of a period, each with its table, and the earlier period beside it."""

from decimal import Decimal
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.domain.context import Context
from accounts.lookups import or_404
from markets.fees.domain.result import scenario_result
from markets.fees.domain.saved_scenario import council_of, inputs_of
from markets.fees.queries import scenarios_for
from markets.lookups import profile_reader_or_404
from markets.models import VisitRun
from markets.permissions import (
    can_look_after_tables,
    can_look_after_visits,
    can_read_payment_runs,
    can_see_call_sheet,
    can_share_profile,
    can_use_fee_lab,
    can_use_payment_lab,
    holders_read,
)
from markets.profiles.domain.chosen_run import chosen_run, compared_run
from markets.profiles.domain.invented_figures import INVENTED_DAYS, invented_figures
from markets.profiles.domain.market_pictures import all_measures, at_a_glance, market_pictures
from markets.profiles.domain.profile_figures import ProfileFigures, profile_figures
from markets.profiles.domain.what_is_missing import what_is_missing
from markets.profiles.queries import figures_of, names_of, parts_there, run_for, runs_that_show, runs_under_way
from markets.visits.domain.dataset_states import VisitHolder
from spreadsheets.table_files import CONTENT_TYPES, table_file


@require_safe
def market_profile(request: HttpRequest) -> HttpResponse:
    """Show the profile that was chosen, else the latest; where there is none lead on."""
    context = profile_reader_or_404(request)
    holder = holder_of(context, request.GET.get("holder", ""))
    runs = runs_that_show(context, holder)
    shown = chosen_run(runs, request.GET.get("run", ""))
    page: dict[str, Any] = {
        "runs": runs,
        "run": shown,
        "holder": holder,
        "holders": sorted(holders_read(context)),
        "waiting": runs_under_way(context, holder),
        "keeps_tables": can_look_after_tables(context),
        "keeps_visits": can_look_after_visits(context),
        "tries_rules": can_use_payment_lab(context),
        "reads_runs": can_read_payment_runs(context),
        "holder_query": f"holder={holder.value}",
    }
    if shown is None:
        return render(request, "markets/profiles/market_empty.html", page)
    before = compared_run(runs, shown, request.GET.get("with", ""))
    now, then = _figures(shown, before)
    kinds, has_card = parts_there(context)
    page |= {
        "before": before,
        "sees_packages": holder == VisitHolder.COUNCIL and can_see_call_sheet(context),
        "may_share": holder == VisitHolder.COUNCIL and can_share_profile(context),
        "pictures": market_pictures(now, then, _break_even(context)),
        "numbers": at_a_glance(now),
        "measures": all_measures(now, then),
        "providers": [(ref, now.name(ref)) for ref in now.by_hours("hours")],
        "missing": what_is_missing(len(runs), kinds, has_card) if holder == VisitHolder.COUNCIL else [],
    }
    return render(request, "markets/profiles/market_profile.html", page)


def holder_of(context: Context, text: str) -> VisitHolder:
    """Return whose data was chosen, if the asker reads it: else the council's."""
    read = holders_read(context)
    return next((holder for holder in read if holder == text), VisitHolder.COUNCIL)


def _figures(shown: VisitRun, before: VisitRun | None) -> tuple[ProfileFigures, ProfileFigures | None]:
    found = figures_of([shown.id, *([before.id] if before else [])])
    names = names_of({row.ref for rows in found.values() for row in rows if row.level == "provider"})
    now = profile_figures(found[shown.id], names)
    return now, profile_figures(found[before.id], names) if before else None


def _break_even(context: Context) -> tuple[str, Decimal | None] | None:
    """Return the scenario that was changed last, and the most hours that any zone needs for today's fee."""
    row = scenarios_for(context).first() if can_use_fee_lab(context) else None
    inputs = inputs_of(row.inputs) if row else None
    if row is None or inputs is None:
        return None
    zones = [zone for zone in scenario_result(inputs, council_of(row.council)).zones if zone.council.fee is not None]
    if not zones:
        return None
    needed = [zone.break_even for zone in zones]
    return row.name, None if None in needed else max(one for one in needed if one is not None)


@require_safe
def invented_profile(request: HttpRequest) -> HttpResponse:
    """Show the same page of an invented county: what there will be once visits are here."""
    profile_reader_or_404(request)
    now = invented_figures()
    page = {"pictures": market_pictures(now), "measures": all_measures(now), "days": INVENTED_DAYS}
    return render(request, "markets/profiles/invented_profile.html", page)


@require_safe
def profile_file(request: HttpRequest, run_id: UUID, kind: str) -> HttpResponse:
    """Send every figure of a profile as a table: measure, level, whose, and what it is made of."""
    run = or_404(run_for(profile_reader_or_404(request), run_id))
    if kind not in CONTENT_TYPES:
        raise Http404
    rows = figures_of([run.id])[run.id]
    names = names_of({row.ref for row in rows if row.level == "provider"})
    heads = (
        "Measure", "Level", "Of", "Value", "Numerator", "Denominator", "Made of", "Lower quartile", "Median",
        "Upper quartile", "Hidden by",
    )  # fmt: skip
    cells = [
        (
            row.measure, row.level, names.get(row.ref, row.ref), row.value, row.numerator, row.denominator, row.n,
            row.lower_quartile, row.median, row.upper_quartile, row.hidden,
        )
        for row in sorted(rows, key=lambda row: (row.level, row.ref, row.measure))
    ]  # fmt: skip
    whom = "the council" if run.holder == VisitHolder.COUNCIL else "the independent team"
    mark = f"{run.authority.name}, {run.first_day:%-d %B %Y} to {run.last_day:%-d %B %Y}. For {whom} alone."
    data = table_file(kind, "Market profile", mark, heads, cells)
    name = f"market-profile-{run.first_day}-{run.last_day}.{kind}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "X-Content-Type-Options": "nosniff"}
    return HttpResponse(data, CONTENT_TYPES[kind], headers=headers)
