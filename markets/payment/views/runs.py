"""Runs of the payment lab that were kept: the list, one of them, sharing it; and a provider's own lines."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.http import require_POST, require_safe

from accounts.domain.refusal import Refusal
from accounts.lookups import context_or_404, or_404
from markets.lookups import payment_lab_or_404, payment_reader_or_404
from markets.payment.actions import lab_runs
from markets.payment.domain.lab_files import TYPES, RunFacts, lab_file
from markets.payment.domain.told_effect import told_effect
from markets.payment.queries import own_effects, payment_run_for, runs_kept, runs_under_way
from markets.payment.views.lab import names_in, page_of
from markets.permissions import can_see_own_profile, can_use_payment_lab

A_PAGE, MOST_COMPARED = 25, 4


@require_safe
def payment_run_list(request: HttpRequest) -> HttpResponse:
    context = payment_reader_or_404(request)
    page = Paginator(runs_kept(context), A_PAGE).get_page(request.GET.get("page"))
    under_way = runs_under_way(context)
    shown = {"page": page, "uses_lab": can_use_payment_lab(context), "most": MOST_COMPARED, "under_way": under_way}
    return render(request, "markets/payment/payment_run_list.html", shown)


@require_safe
def payment_run(request: HttpRequest, payment_run_id: UUID) -> HttpResponse:
    context = payment_reader_or_404(request)
    row = or_404(payment_run_for(context, payment_run_id))
    page = {
        "row": row,
        "document": row.document,
        "shown": page_of(row.document),
        "may_change": can_use_payment_lab(context),
    }
    return render(request, "markets/payment/payment_run.html", page)


@require_POST
def payment_run_share(request: HttpRequest, payment_run_id: UUID) -> HttpResponse:
    row = or_404(lab_runs.share_run(by=payment_lab_or_404(request), run_id=payment_run_id))
    messages.success(request, f"{row.name} is shared: each provider sees its own line, and no other.")
    return redirect("markets:payment_run", row.id)


@require_POST
def payment_run_take_back(request: HttpRequest, payment_run_id: UUID) -> HttpResponse:
    row = or_404(lab_runs.take_run_back(by=payment_lab_or_404(request), run_id=payment_run_id))
    messages.success(request, f"{row.name} is taken back: no provider sees it any longer.")
    return redirect("markets:payment_run", row.id)


@require_POST
def payment_run_throw_away(request: HttpRequest, payment_run_id: UUID) -> HttpResponse:
    done = or_404(lab_runs.throw_run_away(by=payment_lab_or_404(request), run_id=payment_run_id))
    if isinstance(done, Refusal):
        messages.error(request, done.because)
        return redirect("markets:payment_run", payment_run_id)
    messages.success(request, f"{done} is thrown away.")
    return redirect("markets:payment_run_list")


@require_safe
def payment_run_file(request: HttpRequest, payment_run_id: UUID, kind: str) -> HttpResponse:
    row = or_404(payment_run_for(payment_reader_or_404(request), payment_run_id))
    frozen = f"{timezone.localtime(row.made_at):%-d %B %Y}"
    facts = RunFacts(row.authority.name, row.name, row.digest, frozen)
    data = or_404(lab_file(kind, row.document, names_in(row.document), facts))
    name = f"{slugify(row.name)[:60] or 'payment-rules'}.{kind}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "X-Content-Type-Options": "nosniff"}
    return HttpResponse(data, TYPES[kind], headers=headers)


@require_safe
def payment_run_compare(request: HttpRequest) -> HttpResponse:
    """Show kept runs side by side: each of their rules with what must stand beside it."""
    context = payment_reader_or_404(request)
    ids = [one for text in request.GET.getlist("run")[:MOST_COMPARED] if (one := uuid_of(text)) is not None]
    rows = {row.id: row for row in runs_kept(context).filter(id__in=ids)}
    runs = [(rows[one], page_of(rows[one].document)) for one in dict.fromkeys(ids) if one in rows]
    return render(request, "markets/payment/payment_run_compare.html", {"runs": runs, "too_few": len(runs) < 2})


def uuid_of(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


@require_safe
def own_payment_effects(request: HttpRequest) -> HttpResponse:
    """Show a provider what shared runs do to its own locations."""
    context = context_or_404(request)
    or_404(context if can_see_own_profile(context) else None)
    page = Paginator(own_effects(context), A_PAGE).get_page(request.GET.get("page"))
    shown = [(row, told_effect(row.told)) for row in page]
    return render(request, "markets/payment/own_payment_effects.html", {"page": page, "effects": shown})
