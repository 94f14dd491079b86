"""Pages of a profile that is asked for, waits, or is thrown away."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.domain.idempotency import key_of
from accounts.domain.refusal import Refusal
from accounts.lookups import or_404
from markets.lookups import profile_reader_or_404
from markets.profiles.actions import profile_runs
from markets.profiles.forms import ProfileDaysForm
from markets.profiles.queries import run_for, span_of
from markets.profiles.views.market import holder_of
from markets.visits.domain.dataset_states import VisitRunState


@require_http_methods(["GET", "HEAD", "POST"])
def profile_new(request: HttpRequest) -> HttpResponse:
    """Ask for a profile; its days are proposed as those of all visits held."""
    context = profile_reader_or_404(request)
    holder = holder_of(context, request.POST.get("holder", request.GET.get("holder", "")))
    span = span_of(context.own_authority, holder)
    form = ProfileDaysForm(
        request.POST or None, initial=dict(zip(("first", "last"), span, strict=True)) if span else {}
    )
    if request.method == "POST" and form.is_valid():
        first, last = form.cleaned_data["first"], form.cleaned_data["last"]
        key = key_of(request.POST.lists())
        done = or_404(profile_runs.ask_for(by=context, holder=holder, first=first, last=last, key=key))
        if not isinstance(done, Refusal):
            return redirect("markets:profile_run", done.id)
        form.add_error(None, done.because)
    return render(request, "markets/profiles/profile_new.html", {"form": form, "holder": holder, "span": span})


@require_safe
def profile_run(request: HttpRequest, run_id: UUID) -> HttpResponse:
    """Show how far a run is; one that is done is shown as the profile."""
    run = or_404(run_for(profile_reader_or_404(request), run_id))
    if run.state == VisitRunState.DONE:
        response = redirect("markets:market_profile")
        response["Location"] += f"?run={run.id}&holder={run.holder}"
        return response
    waits = run.state in (VisitRunState.RECEIVED, VisitRunState.WORKING)
    return render(request, "markets/profiles/profile_run.html", {"run": run, "waits": waits})


@require_POST
def profile_share(request: HttpRequest, run_id: UUID) -> HttpResponse:
    done = or_404(profile_runs.share(by=profile_reader_or_404(request), run_id=run_id))
    if isinstance(done, Refusal):
        messages.error(request, done.because)
    else:
        messages.success(request, "Each provider sees its own figures with the market’s medians now.")
    return redirect("markets:market_profile")


@require_POST
def profile_throw_away(request: HttpRequest, run_id: UUID) -> HttpResponse:
    run = or_404(profile_runs.throw_away(by=profile_reader_or_404(request), run_id=run_id))
    if isinstance(run, Refusal):
        messages.error(request, run.because)
        return redirect("markets:market_profile")
    days = profile_runs.days_words(run.first_day, run.last_day)
    messages.success(request, f"The profile of {days} is thrown away.")
    return redirect("markets:market_profile")
