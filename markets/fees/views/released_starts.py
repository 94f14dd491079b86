"""A new scenario that begins from a release."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts.domain.idempotency import key_of
from accounts.domain.refusal import Refusal
from accounts.lookups import or_404
from markets.fees.actions import scenarios
from markets.fees.domain.input_sources import released_sources
from markets.fees.domain.released_start import StartTerms, inputs_from
from markets.fees.domain.term_list import usual_inputs
from markets.fees.forms.released_starts import ReleasedStartForm
from markets.fees.queries import figures_in, release_to_begin_from, released_tariff_says
from markets.fees.views.scenarios import lab_or_404


@require_http_methods(["GET", "HEAD", "POST"])
def scenario_from_release(request: HttpRequest, release_id: UUID) -> HttpResponse:
    """Show what the release says and ask for what it hides."""
    context = lab_or_404(request)
    release = or_404(release_to_begin_from(context, release_id))
    figures = figures_in(release)
    usual = usual_inputs(release.exercise.price_date)
    initial = {"name": f"From release {release.number} of {release.exercise.name}"[:100]}
    form = ReleasedStartForm(figures, request.POST or None, initial=initial)
    if usual is not None and request.method == "POST" and form.is_valid():
        terms = StartTerms(form.cleaned_data["fixed_share"], form.minutes, usual)
        inputs = inputs_from(form.figures, terms)
        done = or_404(
            scenarios.start(
                by=context,
                name=form.cleaned_data["name"],
                inputs=inputs,
                sources=released_sources(inputs, figures, form.cleaned_data.get("because", "")),
                release_id=release.id,
                key=key_of(request.POST.lists()),
            )
        )
        if not isinstance(done, Refusal):
            messages.success(request, f"{done.name} begins from release {release.number}. Change what you know better.")
            return redirect("markets:scenario_lab", done.id)
        form.add_error(None, done.because)
    page = {"release": release, "figures": figures, "form": form, "lacks_rates": usual is None}
    page["tariff"] = released_tariff_says(release)
    return render(request, "markets/fees/scenario_from_release.html", page)
