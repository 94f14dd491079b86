"""Pages of a programme's parts: a phase, the add-ons, and a zone with its providers and those across the border."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from accounts.domain.context import Context
from accounts.domain.refusal import Refusal
from accounts.domain.whole_numbers import whole_number
from accounts.lookups import or_404
from markets.models import MarketProgramme
from markets.permissions import can_look_after_tables
from markets.programme import queries
from markets.programme.actions import programmes
from markets.programme.domain.add_ons import ticked_in
from markets.programme.domain.border_providers import USUAL_REACH
from markets.programme.domain.phases import ProgrammePhase, phases_in
from markets.programme.forms import AddOnsForm, NamedProvidersForm, PhaseForm, ReachForm
from markets.programme.views.programmes import keeper_or_404, programme_or_404


@require_http_methods(["GET", "HEAD", "POST"])
def phase_new(request: HttpRequest, programme_id: UUID) -> HttpResponse:
    context, row = keeper_or_404(request, programme_id)
    return _phase(request, context, row, None)


@require_http_methods(["GET", "HEAD", "POST"])
def phase_change(request: HttpRequest, programme_id: UUID, phase: str) -> HttpResponse:
    context, row = keeper_or_404(request, programme_id)
    found = or_404(next((one for one in phases_in(row.phases) if one.key == phase), None))
    return _phase(request, context, row, found)


def _phase(request: HttpRequest, context: Context, row: MarketProgramme, phase: ProgrammePhase | None) -> HttpResponse:
    others = [one for one in phases_in(row.phases) if phase is None or one.key != phase.key]
    taken = {zone: one.name for one in others for zone in one.zones}
    form = PhaseForm(
        request.POST or None, zones=queries.zones_of(row), taken=taken,
        initial={name: getattr(phase, name) for name in ("name", "zones", "starts", "ends", "note")} if phase else None,
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        told, edition = form.phase(phase.key if phase else ""), whole_number(request.POST.get("edition", ""))
        done = or_404(programmes.keep_phase(by=context, programme_id=row.id, edition=edition, phase=told))
        if not isinstance(done, Refusal):
            messages.success(request, f"The phase {told.name} is kept.")
            return redirect("markets:programme_detail", row.id)
        form.add_error(None, done.because)
    return render(request, "markets/programme/phase.html", {"row": row, "form": form, "phase": phase})


@require_POST
def phase_take_out(request: HttpRequest, programme_id: UUID, phase: str) -> HttpResponse:
    context, row = keeper_or_404(request, programme_id)
    edition = whole_number(request.POST.get("edition", ""))
    done = or_404(programmes.take_phase_out(by=context, programme_id=row.id, edition=edition, phase=phase))
    if isinstance(done, Refusal):
        messages.error(request, done.because)
    else:
        messages.success(request, "Taken out. Its zones are in no phase now.")
    return redirect("markets:programme_detail", row.id)


@require_http_methods(["GET", "HEAD", "POST"])
def add_ons(request: HttpRequest, programme_id: UUID) -> HttpResponse:
    context, row = keeper_or_404(request, programme_id)
    initial: dict[str, Any] = {}
    for one in ticked_in(row.add_ons):
        initial |= {f"zones-{one.key}": one.zones, f"starts-{one.key}": one.starts}
    form = AddOnsForm(request.POST or None, zones=queries.zones_of(row), initial=initial)
    if request.method == "POST" and form.is_valid():
        edition = whole_number(request.POST.get("edition", ""))
        done = or_404(programmes.keep_add_ons(by=context, programme_id=row.id, edition=edition, ticked=form.ticked))
        if not isinstance(done, Refusal):
            messages.success(request, "The add-ons are kept.")
            return redirect("markets:programme_detail", row.id)
        form.add_error(None, done.because)
    return render(request, "markets/programme/add_ons.html", {"row": row, "form": form})


@require_http_methods(["GET", "HEAD", "POST"])
def zone(request: HttpRequest, programme_id: UUID, number: int) -> HttpResponse:
    """Name the providers of a zone; show those across the border within the reach that the address says."""
    context, row = programme_or_404(request, programme_id)
    zones = queries.zones_of(row)
    name = or_404(zones[number - 1] if 1 <= number <= len(zones) else None)
    is_keeper = can_look_after_tables(context)
    form = _named_form(request, row, name) if is_keeper else None
    if request.method == "POST" and form is None:
        or_404(form)
    if request.method == "POST" and form is not None and form.is_valid():
        edition, chosen = whole_number(request.POST.get("edition", "")), form.cleaned_data["providers"]
        done = or_404(
            programmes.name_providers(by=context, programme_id=row.id, edition=edition, zone=name, providers=chosen)
        )
        if not isinstance(done, Refusal):
            messages.success(request, f"{len(chosen)} provider{'' if len(chosen) == 1 else 's'} named for {name}.")
            return redirect("markets:programme_detail", row.id)
        form.add_error(None, done.because)
    reach = ReachForm(request.GET if "km" in request.GET else None, initial={"km": USUAL_REACH})
    km = float((reach.cleaned_data["km"] if reach.is_valid() else None) or USUAL_REACH)
    page = {
        "row": row, "zone": name, "form": form, "named": queries.named_in_words(row).get(name, []), "reach": reach,
        "km": km, "across": queries.providers_across(context, row, name, km),
        "may_write": is_keeper and row.frozen_at is None,
        "phase": next((one for one in phases_in(row.phases) if name in one.zones), None),
    }  # fmt: skip
    return render(request, "markets/programme/zone.html", page)


def _named_form(request: HttpRequest, row: MarketProgramme, name: str) -> NamedProvidersForm:
    care = queries.care_of(row, timezone.localdate())
    return NamedProvidersForm(
        request.POST if request.method == "POST" else None, offered=queries.providers_to_name(row, care),
        now=queries.providers_now(care, name), initial={"providers": row.providers.get(name, [])},
    )  # fmt: skip
