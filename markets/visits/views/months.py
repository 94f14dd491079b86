"""Erase a period: which months, then how many visits that are, then they are gone."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts.domain.refusal import Refusal
from accounts.lookups import or_404
from markets.lookups import visits_keeper_or_404
from markets.visits.actions import months
from markets.visits.domain.held_months import month_words, months_between, without
from markets.visits.forms import PeriodForm
from markets.visits.queries import held_by_month


@require_http_methods(["GET", "HEAD", "POST"])
def months_erase(request: HttpRequest) -> HttpResponse:
    """Ask which months, say what that would delete, and delete it once that is confirmed."""
    context = visits_keeper_or_404(request)
    held = held_by_month(context)
    form = PeriodForm(request.POST or None, sorted({month for by_month in held for month in by_month}))
    page: dict[str, object] = {"form": form, "is_empty": not form.months}
    if request.method == "POST" and form.is_valid():
        first, last = form.cleaned_data["first"], form.cleaned_data["last"]
        if request.POST.get("confirmed") == "yes":
            done = or_404(months.erase(by=context, first=first, last=last))
            if not isinstance(done, Refusal):
                messages.success(request, f"{done:,} visits are deleted.")
                return redirect("markets:dataset_list")
            form.add_error("last", done.because)
        else:
            gone = months_between(first, last)
            counts = [count for by_month in held if (count := without(by_month, gone, None, None).gone)]
            page |= {"visits": f"{sum(counts):,}", "files": len(counts), "asks": True}
            page |= {"first": month_words(first), "last": month_words(last)}
    return render(request, "markets/visits/months_erase.html", page)
