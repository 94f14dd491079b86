"""Pages of the counts of a wage survey: looked at and frozen, approved by another, and read by the council."""

from decimal import Decimal
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.domain.context import Context
from accounts.domain.refusal import Refusal
from accounts.lookups import context_or_404, or_404
from markets.lookups import pay_survey_or_404
from markets.models import PaySurvey
from markets.paysurveys import queries
from markets.paysurveys.actions import counts
from markets.paysurveys.domain.shown_counts import shown_counts
from markets.paysurveys.forms.surveys import RiseForm
from markets.permissions import (
    can_approve_pay_counts,
    can_read_pay,
    can_run_pay_surveys,
    can_see_pay_counts,
    can_use_fee_lab,
)

NO_CARDS = "There are no rate cards of both days that share a line. Type the change of the rate."


@require_http_methods(["GET", "HEAD", "POST"])
def pay_counts_freeze(request: HttpRequest, survey_id: UUID) -> HttpResponse:
    """Show what would be frozen; by POST freeze what was looked at."""
    context, survey = context_or_404(request), pay_survey_or_404(request, survey_id)
    or_404(context if can_read_pay(context) else None)
    asked = request.POST if request.method == "POST" else request.GET
    earlier = list(queries.surveys_before(context, survey))
    form = RiseForm(earlier, asked if "since" in asked else None)
    before, rate = _since(context, survey, form, earlier)
    table = counts.table_of(context, survey, before=before, rate=rate)
    if request.method == "POST":
        or_404(context if can_run_pay_surveys(context) else None)
        if form.errors:
            messages.error(request, "Nothing is frozen: put the change of the rate right first.")
        else:
            told = {"digest": str(asked.get("digest", "")), "before_id": before.id if before else None, "rate": rate}
            done = or_404(counts.freeze(by=context, survey_id=survey.id, **told))
            if not isinstance(done, Refusal):
                messages.success(request, "The counts are frozen. Somebody else approves them before the council sees.")
                return redirect("markets:pay_counts_detail", done.id)
            messages.error(request, done.because)
    page = {
        "survey": survey,
        "form": form,
        "earlier": earlier,
        "because": table.because if isinstance(table, Refusal) else "",
        "shown": None if isinstance(table, Refusal) else shown_counts(table),
        "digest": "" if isinstance(table, Refusal) else counts.digest_of(table),
        "is_open": survey.closes_on >= timezone.localdate(),
        "may_freeze": can_run_pay_surveys(context),
        "frozen": queries.counts_for(context).filter(survey=survey).first(),
        "read": queries.read_answers(context, survey),
    }
    return render(request, "markets/paysurveys/pay_counts_freeze.html", page)


def _since(
    context: Context, survey: PaySurvey, form: RiseForm, earlier: list[PaySurvey]
) -> tuple[PaySurvey | None, Decimal | None]:
    """Return the survey that pay is compared with, and the change of the rate: typed, or of the rate cards."""
    if not form.is_bound or not form.is_valid():
        return None, None
    before = next((one for one in earlier if str(one.id) == form.cleaned_data["since"]), None)
    if before is None:
        return None, None
    rate = form.cleaned_data["rate"] or queries.rate_change_between(
        context, before.reference_date, survey.reference_date
    )
    if rate is None or rate <= 0:
        form.add_error("rate", NO_CARDS if rate is None else "The rate has not risen between the two days.")
        return None, None
    return before, rate


@require_safe
def pay_counts_list(request: HttpRequest) -> HttpResponse:
    context = context_or_404(request)
    or_404(context if can_see_pay_counts(context) else None)
    rows = [(row, shown_counts(row.table)) for row in queries.counts_for(context)[:100]]
    page = {"rows": rows, "is_team": can_read_pay(context), "builds": can_use_fee_lab(context)}
    return render(request, "markets/paysurveys/pay_counts_list.html", page)


@require_safe
def pay_counts_detail(request: HttpRequest, pay_counts_id: UUID) -> HttpResponse:
    context = context_or_404(request)
    row = or_404(queries.counts_of(context, pay_counts_id))
    page = {
        "row": row,
        "shown": shown_counts(row.table),
        "is_team": can_read_pay(context),
        "may_approve": can_approve_pay_counts(context, row),
        "may_drop": can_run_pay_surveys(context) and row.approved_at is None,
    }
    return render(request, "markets/paysurveys/pay_counts_detail.html", page)


@require_POST
def pay_counts_approve(request: HttpRequest, pay_counts_id: UUID) -> HttpResponse:
    done = or_404(counts.approve(by=context_or_404(request), counts_id=pay_counts_id))
    if isinstance(done, Refusal):
        messages.error(request, done.because)
    else:
        messages.success(request, "The counts are approved. The council sees them from now on.")
    return redirect("markets:pay_counts_detail", pay_counts_id)


@require_POST
def pay_counts_drop(request: HttpRequest, pay_counts_id: UUID) -> HttpResponse:
    done = or_404(counts.drop(by=context_or_404(request), counts_id=pay_counts_id))
    if isinstance(done, Refusal):
        messages.error(request, done.because)
        return redirect("markets:pay_counts_detail", pay_counts_id)
    messages.success(request, "The counts are dropped. Nobody outside the team has seen them.")
    return redirect("markets:pay_counts_freeze", done)
