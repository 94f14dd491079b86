"""Pages of what leaves the independent team of a market: looked at and drafted, approved by another, read by all."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localtime
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.domain.context import Context
from accounts.domain.idempotency import key_of
from accounts.domain.refusal import Refusal
from accounts.lookups import context_or_404, or_404
from costing.figure_words import day_in_words
from markets.marketreleases import queries
from markets.marketreleases.actions import market_releases, market_withdrawals
from markets.marketreleases.domain.shown_release import NO_BREAK, ShownCell, shown_market
from markets.marketreleases.forms import SendMarketBackForm, WithdrawMarketForm
from markets.models import MarketRelease, MarketWithdrawalNotice
from markets.permissions import (
    can_draft_market_release,
    can_see_profile,
    holds_independent_visits,
    why_not_approve_market,
    why_not_withdraw_market,
)
from reports.domain.release_states import ReleaseState
from reports.domain.withdrawal import WithdrawalReason, sentence
from spreadsheets.table_files import CONTENT_TYPES, table_file

MOST = 100
HIDDEN = "[c]"
View = Callable[..., HttpResponse]


def unless_withdrawn(view: View) -> View:
    """Show the council the notice in the place of a page or a file of a release that was withdrawn."""

    @wraps(view)
    def shown(request: HttpRequest, market_release_id: UUID, **options: Any) -> HttpResponse:
        notice = queries.market_notice_for(_reader(request), market_release_id)
        if notice is None:
            return view(request, market_release_id, **options)
        page = {"notice": notice, "sentence": _in_words(notice)}
        return render(request, "markets/marketreleases/market_release_withdrawn.html", page)

    return shown


def _in_words(notice: MarketWithdrawalNotice) -> str:
    return sentence(notice.because, day_in_words(localtime(notice.withdrawn_at).date()))


@require_safe
def market_release_list(request: HttpRequest) -> HttpResponse:
    context = _reader(request)
    rows = [(row, shown_market(row.table)) for row in queries.market_releases_for(context)[:MOST]]
    page = {
        "rows": rows,
        "withdrawn": [] if holds_independent_visits(context) else queries.market_notices_for(context)[:MOST],
        "is_team": holds_independent_visits(context),
        "runs": queries.runs_to_release(context)[:MOST] if can_draft_market_release(context) else [],
    }
    return render(request, "markets/marketreleases/market_release_list.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
def market_release_draft(request: HttpRequest, run_id: UUID) -> HttpResponse:
    """Show what would leave of a profile, and why the rest would not; by POST draft it."""
    context = context_or_404(request)
    run = or_404(queries.runs_to_release(context).filter(id=run_id).first())
    if request.method == "POST":
        key = key_of(request.POST.lists())
        done = or_404(market_releases.draft(by=context, run_id=run.id, key=key))
        if not isinstance(done, Refusal):
            messages.success(request, "It is drafted. Somebody else of the team approves it before the council sees.")
            return redirect("markets:market_release_detail", done.id)
        messages.error(request, done.because)
    made = market_releases.prepared_market(context, run)
    page = {
        "run": run,
        "because": made.because if isinstance(made, Refusal) else "",
        "shown": None if isinstance(made, Refusal) else shown_market(made.document, made.reasons),
        "may_draft": can_draft_market_release(context),
        "is_team": True,
    }
    return render(request, "markets/marketreleases/market_release_draft.html", page)


@require_safe
@unless_withdrawn
def market_release_detail(request: HttpRequest, market_release_id: UUID) -> HttpResponse:
    return _detail(request, _reader(request), market_release_id, SendMarketBackForm())


def _detail(request: HttpRequest, context: Context, release_id: UUID, form: SendMarketBackForm) -> HttpResponse:
    row = or_404(queries.market_release_for(context, release_id))
    is_team = holds_independent_visits(context)
    page = {
        "row": row,
        "shown": shown_market(row.table, queries.reasons_of(context, row)),
        "is_team": is_team,
        "is_out": row.state == ReleaseState.RELEASED,
        "is_withdrawn": row.state == ReleaseState.WITHDRAWN,
        "reason": WithdrawalReason(row.withdrawn_because).label if row.withdrawn_because else "",
        "why_not_withdraw": why_not_withdraw_market(context, row) if is_team else "",
        "waits": row.state == ReleaseState.DRAFTED,
        "because": why_not_approve_market(context, row) if is_team else "",
        "form": form,
    }
    return render(request, "markets/marketreleases/market_release_detail.html", page)


@require_POST
def market_release_approve(request: HttpRequest, market_release_id: UUID) -> HttpResponse:
    done = or_404(market_releases.approve(by=context_or_404(request), release_id=market_release_id))
    if isinstance(done, Refusal):
        messages.error(request, done.because)
    else:
        messages.success(request, "It is approved. The council sees it from now on, and nobody can change it.")
    return redirect("markets:market_release_detail", market_release_id)


@require_POST
def market_release_send_back(request: HttpRequest, market_release_id: UUID) -> HttpResponse:
    context = context_or_404(request)
    or_404(queries.market_release_for(context, market_release_id) if holds_independent_visits(context) else None)
    form = SendMarketBackForm(request.POST)
    if not form.is_valid():
        return _detail(request, context, market_release_id, form)
    reason = form.cleaned_data["reason"]
    done = or_404(market_releases.send_back(by=context, release_id=market_release_id, reason=reason))
    if isinstance(done, Refusal):
        messages.error(request, done.because)
    else:
        messages.success(request, "It is sent back. The council has not seen it.")
    return redirect("markets:market_release_detail", market_release_id)


@require_http_methods(["GET", "HEAD", "POST"])
def market_release_withdraw(request: HttpRequest, market_release_id: UUID) -> HttpResponse:
    context = context_or_404(request)
    row = or_404(queries.market_release_for(context, market_release_id) if holds_independent_visits(context) else None)
    form = WithdrawMarketForm(request.POST or None)
    if because := why_not_withdraw_market(context, row):
        messages.error(request, because)
        return redirect("markets:market_release_detail", row.id)
    if request.method == "POST" and form.is_valid():
        done = or_404(market_withdrawals.withdraw(by=context, release_id=row.id, **form.cleaned_data))
        if isinstance(done, Refusal):
            messages.error(request, done.because)
        else:
            messages.success(request, "It is withdrawn. The council reads that, and why, in its place.")
        return redirect("markets:market_release_detail", row.id)
    page = {"row": row, "form": form}
    return render(request, "markets/marketreleases/market_release_withdraw.html", page)


@require_safe
@unless_withdrawn
def market_release_file(request: HttpRequest, market_release_id: UUID, kind: str) -> HttpResponse:
    """Send the figures that are out as a table; a hidden one is [c]."""
    row = or_404(queries.market_release_for(_reader(request), market_release_id))
    if kind not in CONTENT_TYPES or row.state != ReleaseState.RELEASED:
        raise Http404
    shown = shown_market(row.table)
    heads = ("Measure", "Zone", "Median", "Quartiles", "Providers")
    cells = [
        (each.label, zone or "Everywhere", *_cells(cell))
        for each in shown.measures
        for zone, cell in zip(("", *shown.zones), (each.everywhere, *each.zones), strict=True)
    ]
    headers = {"Content-Disposition": f'attachment; filename="{_name(row)}.{kind}"'}
    data = table_file(kind, "Market figures", _mark(row), heads, cells)
    return HttpResponse(data, CONTENT_TYPES[kind], headers=headers | {"X-Content-Type-Options": "nosniff"})


def _cells(cell: ShownCell) -> tuple[str, str, str]:
    if not cell.is_shown:
        return HIDDEN, HIDDEN, HIDDEN
    return cell.median.replace(NO_BREAK, " "), cell.quartiles.replace(NO_BREAK, " "), str(cell.n)


def _name(row: MarketRelease) -> str:
    return f"market-figures-{row.first_day}-{row.last_day}"


def _mark(row: MarketRelease) -> str:
    days = f"{row.first_day:%-d %B %Y} to {row.last_day:%-d %B %Y}"
    return f"{row.authority.name}, {days}. Release {row.number}; {HIDDEN}: withheld to protect providers."


def _reader(request: HttpRequest) -> Context:
    context = context_or_404(request)
    return or_404(context if can_see_profile(context) else None)
