"""Pages of the risk register: all risks with their signs, one with its history, and its file."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.domain.idempotency import key_of
from accounts.domain.refusal import Refusal
from accounts.domain.whole_numbers import whole_number
from accounts.lookups import or_404
from markets.models import MarketRisk
from markets.options import queries
from markets.options.actions import risks
from markets.options.domain.risk_register import RiskSide
from markets.options.domain.shown_risk import risk_sheet, shown_risks
from markets.options.forms import RiskForm
from markets.options.views.appraisals import reader_or_404
from markets.permissions import can_write_options
from spreadsheets.plain_books import XLSX, book_xlsx


@require_safe
def risk_list(request: HttpRequest) -> HttpResponse:
    context = reader_or_404(request)
    side, with_closed = request.GET.get("side", ""), request.GET.get("closed") == "1"
    side = side if side in set(RiskSide) else ""
    rows = list(queries.risks_for(context, side, with_closed)[:500])
    page = {
        "shown": shown_risks([(row, queries.sign_of(row)) for row in rows], queries.measures_now(context)),
        "side": side,
        "with_closed": with_closed,
        "sides": [(one.value, one.label) for one in RiskSide],
        "may_write": can_write_options(context),
        "is_empty": not queries.risks_for(context, with_closed=True).exists(),
    }
    return render(request, "markets/options/risk_list.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
def risk_new(request: HttpRequest) -> HttpResponse:
    context = reader_or_404(request)
    or_404(context if can_write_options(context) else None)
    form = RiskForm(request.POST or None, is_new=True)
    if request.method == "POST" and form.is_valid():
        done = or_404(risks.add(by=context, told=_told(form), key=key_of(request.POST.lists())))
        if not isinstance(done, Refusal):
            messages.success(request, f"{done.title} is on the register.")
            return redirect("markets:risk_list")
        form.add_error(None, done.because)
    return render(request, "markets/options/risk_new.html", {"form": form})


@require_POST
def risk_begin(request: HttpRequest) -> HttpResponse:
    context = reader_or_404(request)
    done = or_404(risks.begin_register(by=context))
    messages.success(request, f"{done} risks are on the register. Rate each, and say who looks after it.")
    return redirect("markets:risk_list")


@require_http_methods(["GET", "HEAD", "POST"])
def risk_detail(request: HttpRequest, risk_id: UUID) -> HttpResponse:
    context = reader_or_404(request)
    row = or_404(queries.risk_for(context, risk_id))
    may_write = can_write_options(context)
    form = RiskForm(request.POST or None, initial=risks.terms_of(row)) if may_write else None
    if request.method == "POST" and form is not None and form.is_valid():
        edition = whole_number(request.POST.get("edition", ""))
        why = form.cleaned_data["why"]
        done = or_404(risks.change(by=context, risk_id=row.id, edition=edition, told=_told(form), why=why))
        if not isinstance(done, Refusal):
            messages.success(request, "Saved.")
            return redirect("markets:risk_detail", row.id)
        form.add_error(None, done.because)
    elif request.method == "POST":
        or_404(form)
    page = {
        "row": row, "form": form, "changes": queries.changes_of(context, row)[:100],
        "shown": shown_risks([(row, queries.sign_of(row))], queries.measures_now(context))[0], "may_write": may_write,
    }  # fmt: skip
    return render(request, "markets/options/risk_detail.html", page)


@require_POST
def risk_close(request: HttpRequest, risk_id: UUID) -> HttpResponse:
    context = reader_or_404(request)
    is_closed = request.POST.get("closed") == "1"
    row: MarketRisk = or_404(risks.set_closed(by=context, risk_id=risk_id, is_closed=is_closed))
    messages.success(request, f"{row.title} is {'closed' if is_closed else 'open again'}.")
    return redirect("markets:risk_list")


@require_safe
def risk_file(request: HttpRequest) -> HttpResponse:
    context = reader_or_404(request)
    rows = [(row, queries.sign_of(row)) for row in queries.risks_for(context, with_closed=True)]
    data = book_xlsx([risk_sheet(shown_risks(rows, queries.measures_now(context)))])
    headers = {"Content-Disposition": 'attachment; filename="risk-register.xlsx"', "X-Content-Type-Options": "nosniff"}
    return HttpResponse(data, XLSX, headers=headers)


def _told(form: RiskForm) -> risks.RiskTerms:
    found = {name: value for name, value in form.cleaned_data.items() if name != "why"}
    return risks.RiskTerms(**found)
