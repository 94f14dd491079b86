"""Pages of zone plans: all of them, one on its map with every measure, and two or more side by side."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.text import slugify
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.domain.context import Context
from accounts.domain.idempotency import key_of
from accounts.domain.refusal import Refusal
from accounts.domain.whole_numbers import whole_number
from accounts.lookups import context_or_404, or_404
from markets.models import ZonePlanRow
from markets.permissions import can_read_options, can_use_payment_lab, can_write_options
from markets.zones import queries
from markets.zones.actions import grounds, plans
from markets.zones.domain.grid_geojson import plan_geojson
from markets.zones.domain.plan_measures import TOURS_SEED, PlanMeasures, plan_measures
from markets.zones.domain.shown_plan import HEADS, beside, plan_sentence, plan_sheet, shown_zones
from markets.zones.domain.zone_map import zone_map
from markets.zones.forms import ProposalForm
from spreadsheets.plain_books import XLSX, book_xlsx

MOST_BESIDE, MOST_UNITS = 4, 5_000


def reader_or_404(request: HttpRequest) -> Context:
    context = context_or_404(request)
    return or_404(context if can_read_options(context) else None)


def plan_or_404(request: HttpRequest, zone_plan_id: UUID) -> tuple[Context, ZonePlanRow]:
    context = reader_or_404(request)
    return context, or_404(queries.plan_for(context, zone_plan_id))


def writer_or_404(request: HttpRequest, zone_plan_id: UUID) -> tuple[Context, ZonePlanRow]:
    context, row = plan_or_404(request, zone_plan_id)
    return context, or_404(row if can_write_options(context) else None)


def measures_of(row: ZonePlanRow) -> PlanMeasures:
    units, today = queries.units_of_ground(row.ground), queries.today_of(row.ground)
    return plan_measures(queries.plan_of(row), units, TOURS_SEED, today)


@require_safe
def plan_list(request: HttpRequest) -> HttpResponse:
    context = reader_or_404(request)
    page = {
        "rows": queries.plans_for(context)[:200],
        "ground": queries.newest_ground(context),
        "run": queries.ground_under_way(context),
        "may_write": can_write_options(context),
        "may_ask": can_use_payment_lab(context),
    }
    return render(request, "markets/zones/plan_list.html", page)


@require_POST
def ground_ask(request: HttpRequest) -> HttpResponse:
    context = reader_or_404(request)
    or_404(grounds.ask_for_ground(by=context, key=key_of(request.POST.lists())))
    messages.success(
        request, "A worker looks into the visits. It takes a minute for a county; this page shows it then."
    )
    return redirect("markets:zone_plan_list")


@require_http_methods(["GET", "HEAD", "POST"])
def plan_new(request: HttpRequest) -> HttpResponse:
    """Propose zones, or begin with today's."""
    context = reader_or_404(request)
    or_404(context if can_write_options(context) else None)
    form = ProposalForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        found, key = form.cleaned_data, key_of(request.POST.lists())
        if request.POST.get("how") == "today":
            done = or_404(plans.take_today(by=context, name=found["name"].strip(), key=key))
        else:
            done = or_404(
                plans.propose(by=context, name=found["name"].strip(), zones=found["zones"], seed=found["seed"], key=key)
            )
        if not isinstance(done, Refusal):
            return redirect("markets:zone_plan_detail", done.id)
        form.add_error(None, done.because)
    return render(request, "markets/zones/plan_new.html", {"form": form})


@require_http_methods(["GET", "HEAD", "POST"])
def plan_detail(request: HttpRequest, zone_plan_id: UUID) -> HttpResponse:
    """Show a plan, and move what was chosen on its map."""
    if request.method == "POST":
        return _moved(request, zone_plan_id)
    context, row = plan_or_404(request, zone_plan_id)
    return _shown(request, context, row)


def _shown(request: HttpRequest, context: Context, row: ZonePlanRow) -> HttpResponse:
    """Show a plan; what was chosen and typed on its map, if it could not be taken, is chosen and typed still."""
    units, today = queries.units_of_ground(row.ground), queries.today_of(row.ground)
    measures, before = measures_of(row), plan_measures(today, units, TOURS_SEED, today)
    apart = frozenset(key for zone in measures.zones for key in zone.apart)
    page = {
        "row": row,
        "says": plan_sentence(measures, before),
        "heads": HEADS,
        "zones": shown_zones(measures),
        "map": zone_map(queries.plan_of(row), units, apart),
        "apart": sorted(apart),
        "rates_query": f"plan={row.id}",
        "chosen": frozenset(request.POST.getlist("units")[:MOST_UNITS]),
        "typed": {name: request.POST.get(name, "")[:200] for name in ("zone", "new_zone")},
        "may_write": can_write_options(context) and row.frozen_at is None,
        "may_copy": can_write_options(context),
    }
    return render(request, "markets/zones/plan_detail.html", page)


def _moved(request: HttpRequest, zone_plan_id: UUID) -> HttpResponse:
    context, row = writer_or_404(request, zone_plan_id)
    units = request.POST.getlist("units")[:MOST_UNITS]
    zone = (request.POST.get("new_zone", "").strip() or request.POST.get("zone", ""))[:200]
    edition = whole_number(request.POST.get("edition", ""))
    done = or_404(plans.move_units(by=context, plan_id=row.id, edition=edition, units=units, zone=zone))
    if isinstance(done, Refusal):
        messages.error(request, done.because)
        return _shown(request, context, or_404(queries.plan_for(context, row.id)))
    messages.success(request, f"{len(set(units))} moved into {zone.strip()}. Every measure is worked out anew.")
    return redirect("markets:zone_plan_detail", row.id)


@require_POST
def plan_freeze(request: HttpRequest, zone_plan_id: UUID) -> HttpResponse:
    context, row = writer_or_404(request, zone_plan_id)
    edition = whole_number(request.POST.get("edition", ""))
    done = or_404(plans.freeze(by=context, plan_id=row.id, edition=edition))
    return _back(request, row, done, f"{row.name} is frozen. It never changes; a copy begins anew.")


@require_POST
def plan_copy(request: HttpRequest, zone_plan_id: UUID) -> HttpResponse:
    context, row = writer_or_404(request, zone_plan_id)
    done = or_404(plans.copy(by=context, plan_id=row.id, key=key_of(request.POST.lists())))
    return _back(request, row if isinstance(done, Refusal) else done, done, "Copied.")


@require_POST
def plan_throw_away(request: HttpRequest, zone_plan_id: UUID) -> HttpResponse:
    context, row = writer_or_404(request, zone_plan_id)
    done = or_404(plans.throw_away(by=context, plan_id=row.id))
    if isinstance(done, Refusal):
        return _back(request, row, done, "")
    messages.success(request, f"{done} is thrown away.")
    return redirect("markets:zone_plan_list")


def _back(request: HttpRequest, row: ZonePlanRow, done: object, words: str) -> HttpResponse:
    if isinstance(done, Refusal):
        messages.error(request, done.because)
    else:
        messages.success(request, words)
    return redirect("markets:zone_plan_detail", row.id)


@require_safe
def plan_compare(request: HttpRequest) -> HttpResponse:
    """Show plans side by side, by the same tours."""
    context = reader_or_404(request)
    wanted = set(request.GET.getlist("plan")[:50])
    rows = [row for row in queries.plans_for(context) if str(row.id) in wanted][:MOST_BESIDE]
    measured = [(row.name, measures_of(row)) for row in rows]
    page = {"rows": rows, "lines": beside(measured) if len(measured) > 1 else []}
    return render(request, "markets/zones/plan_compare.html", page)


@require_safe
def plan_file(request: HttpRequest, zone_plan_id: UUID, kind: str) -> HttpResponse:
    """Return the plan as GeoJSON for a council's own maps, or its zones' measures as a workbook."""
    _, row = plan_or_404(request, zone_plan_id)
    if kind == "geojson":
        data = plan_geojson(queries.plan_of(row), queries.units_of_ground(row.ground))
        content_type = "application/geo+json"
    else:
        data, content_type = or_404(book_xlsx([plan_sheet(measures_of(row))]) if kind == "xlsx" else None), XLSX
    name = slugify(row.name)[:60] or "zones"
    headers = {"Content-Disposition": f'attachment; filename="{name}.{kind}"', "X-Content-Type-Options": "nosniff"}
    return HttpResponse(data, content_type, headers=headers)
