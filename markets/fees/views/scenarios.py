"""Pages of fee scenarios: the list, a new one, the lab, and what is done to one."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.domain.context import Context
from accounts.domain.idempotency import key_of
from accounts.domain.refusal import Refusal
from accounts.domain.whole_numbers import whole_number
from accounts.lookups import or_404
from markets.fees.actions import scenarios
from markets.fees.domain.comparison import compared
from markets.fees.domain.input_sources import usual_sources, way_sources
from markets.fees.domain.inputs_from_visits import profile_days
from markets.fees.domain.result import ScenarioResult, scenario_result
from markets.fees.domain.saved_scenario import council_of, in_order, inputs_of
from markets.fees.domain.term_list import usual_inputs
from markets.fees.forms import NewScenarioForm, ScenarioFilter, ScenarioForm, ScenarioNameForm, typed_from
from markets.fees.queries import (
    profiles_to_take_from,
    releases_to_begin_from,
    scenario_for,
    scenarios_found,
    scenarios_of,
)
from markets.models import FeeScenario
from markets.permissions import can_change_scenario, can_read_options, can_use_fee_lab

MOST_COMPARED = 5
A_PAGE = 25
MOST_PROFILES = 5


def lab_or_404(request: HttpRequest) -> Context:
    """Return who asks, if they build fees; raise Http404 otherwise."""
    context: Context | None = request.context  # type: ignore[attr-defined]
    if context is None or not can_use_fee_lab(context):
        raise Http404
    return context


def result_of(row: FeeScenario) -> ScenarioResult | None:
    inputs = inputs_of(row.inputs)
    return scenario_result(inputs, council_of(row.council)) if inputs else None


@require_safe
def scenario_list(request: HttpRequest) -> HttpResponse:
    """Show a page of scenarios; only those on it are worked out."""
    context, chosen = lab_or_404(request), ScenarioFilter(request.GET)
    wanted = chosen.wanted
    found = scenarios_found(context, wanted.get("q", ""), wanted.get("state", ""), request.GET.get("sort", ""))
    page = Paginator(found, A_PAGE).get_page(request.GET.get("page"))
    shown = {
        "page": page,
        "rows": [(row, result_of(row)) for row in page],
        "most": MOST_COMPARED,
        "filter": chosen,
        "is_filtered": bool(wanted),
    }
    return render(request, "markets/fees/scenario_list.html", shown)


@require_http_methods(["GET", "HEAD", "POST"])
def scenario_new(request: HttpRequest) -> HttpResponse:
    context = lab_or_404(request)
    form = NewScenarioForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        inputs = or_404(usual_inputs(form.cleaned_data["price_date"]))
        key = key_of(request.POST.lists())
        name, sources = form.cleaned_data["name"], usual_sources(inputs)
        done = or_404(scenarios.start(by=context, name=name, inputs=inputs, sources=sources, key=key))
        if not isinstance(done, Refusal):
            return redirect("markets:scenario_lab", done.id)
        form.add_error(None, done.because)
    page = {"form": form, "releases": releases_to_begin_from(context)}
    return render(request, "markets/fees/scenario_new.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
def scenario_lab(request: HttpRequest, scenario_id: UUID) -> HttpResponse:
    """Show a scenario and what it comes to; what is typed is worked out at once, and kept if that was asked."""
    context = lab_or_404(request)
    row = or_404(scenario_for(context, scenario_id))
    may_change = can_change_scenario(context, row)
    if request.method == "POST" and not may_change:
        messages.error(request, scenarios.FROZEN)
        return redirect("markets:scenario_lab", row.id)
    typed = (
        request.POST if request.method == "POST" else typed_from(row.inputs, row.council, name=row.name, note=row.note)
    )
    form = ScenarioForm(typed)
    form.tell_sources(row.sources)
    is_sound = form.is_valid()
    if request.method == "POST" and is_sound and "save" in request.POST:
        done = _saved(context, row, form, request.POST.get("edition", ""))
        if not isinstance(done, Refusal):
            messages.success(request, f"{done.name} is saved.")
            return redirect("markets:scenario_lab", row.id)
        form.add_error(None, done.because)
    page = {
        "row": row,
        "form": form,
        "edition": request.POST.get("edition", row.edition),
        "result": scenario_result(form.inputs, council_of(form.council)) if form.inputs else None,
        "may_change": may_change,
        "profiles": _profiles(context) if may_change else [],
        "is_tried": request.method == "POST",
        "way_sources": way_sources(row.sources),
        "rates_query": f"scenario={row.id}" if can_read_options(context) else "",
        "copy_form": ScenarioNameForm(initial={"name": f"{row.name[:90]}, copy"}, auto_id="copy_%s"),
    }
    return render(request, "markets/fees/scenario_lab.html", page)


def _profiles(context: Context) -> list[tuple[UUID, str]]:
    """Return the latest profiles of visits to take inputs from, with their days."""
    found = profiles_to_take_from(context)[:MOST_PROFILES]
    return [(run.id, profile_days(run.first_day, run.last_day)) for run in found]


def _saved(context: Context, row: FeeScenario, form: ScenarioForm, edition: str) -> FeeScenario | Refusal:
    words = {key: form.cleaned_data[key] for key in ("name", "note", "because")}
    return or_404(
        scenarios.save(
            by=context,
            scenario_id=row.id,
            edition=whole_number(edition),
            inputs=form.document,
            council=form.council,
            **words,
        )
    )


@require_safe
def scenario_compare(request: HttpRequest) -> HttpResponse:
    """Show up to five scenarios side by side: what differs first, then what each comes to."""
    context = lab_or_404(request)
    chosen = scenarios_of(context, _chosen(request))
    results = [(row, result) for row in chosen if (result := result_of(row)) is not None]
    page: dict[str, Any] = {"results": results, "too_few": len(results) < 2}
    page["compared"] = compared([result for _, result in results], [in_order(row.inputs) for row, _ in results])
    page["back_url"] = reverse("markets:scenario_list")
    return render(request, "markets/fees/scenario_compare.html", page)


def _chosen(request: HttpRequest) -> list[UUID]:
    found = []
    for text in request.GET.getlist("scenario")[:MOST_COMPARED]:
        try:
            found.append(UUID(text))
        except ValueError:
            continue
    return list(dict.fromkeys(found))


@require_POST
def scenario_copy(request: HttpRequest, scenario_id: UUID) -> HttpResponse:
    context = lab_or_404(request)
    or_404(scenario_for(context, scenario_id))
    form = ScenarioNameForm(request.POST)
    if not form.is_valid():
        messages.error(request, "Give the copy a name of at most 100 characters.")
        return redirect("markets:scenario_lab", scenario_id)
    key = key_of(request.POST.lists())
    name = form.cleaned_data["name"]
    done = or_404(scenarios.copy(by=context, scenario_id=scenario_id, name=name, key=key))
    if isinstance(done, Refusal):
        messages.error(request, done.because)
        return redirect("markets:scenario_lab", scenario_id)
    return redirect("markets:scenario_lab", done.id)


@require_POST
def scenario_freeze(request: HttpRequest, scenario_id: UUID) -> HttpResponse:
    edition = whole_number(request.POST.get("edition", "")) or None
    done = or_404(scenarios.freeze(by=lab_or_404(request), scenario_id=scenario_id, edition=edition))
    if isinstance(done, Refusal):
        messages.error(request, done.because)
    else:
        messages.success(request, f"{done.name} is frozen. It can be copied, and never changes.")
    return redirect("markets:scenario_lab", scenario_id)


@require_POST
def scenario_throw_away(request: HttpRequest, scenario_id: UUID) -> HttpResponse:
    done = or_404(scenarios.throw_away(by=lab_or_404(request), scenario_id=scenario_id))
    if isinstance(done, Refusal):
        messages.error(request, done.because)
        return redirect("markets:scenario_lab", scenario_id)
    messages.success(request, f"{done} is thrown away.")
    return redirect("markets:scenario_list")
