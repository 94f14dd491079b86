"""Pages of rate cards: the list, a new one with its preview, one compared with a scenario, and what is done to it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.domain.context import Context
from accounts.domain.idempotency import key_of
from accounts.domain.refusal import Refusal
from accounts.domain.whole_numbers import whole_number
from accounts.lookups import or_404
from markets.fees.domain.saved_scenario import inputs_of
from markets.fees.queries import scenario_for, scenarios_for
from markets.lookups import fee_builder_or_404
from markets.models import FeeScenario, RateCard
from markets.ratecards.actions import cards
from markets.ratecards.domain.card_comparison import compared_card, comparison_says
from markets.ratecards.domain.card_dates import holds_on
from markets.ratecards.domain.card_grid import card_grid
from markets.ratecards.domain.card_lines import HEADS, CardBasis, card_text, lines_of
from markets.ratecards.forms import RateCardForm
from markets.ratecards.queries import card_for, cards_for
from spreadsheets.table_files import CONTENT_TYPES, table_file

KEEP = "keep"


@require_safe
def card_list(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    rows = [(row, holds_on(cards.dates_of(row), today)) for row in cards_for(fee_builder_or_404(request))]
    return render(request, "markets/ratecards/card_list.html", {"rows": rows})


@require_http_methods(["GET", "HEAD", "POST"])
def card_new(request: HttpRequest) -> HttpResponse:
    """Read what was typed or sent, show it, and keep it once that was asked."""
    context = fee_builder_or_404(request)
    return _typed(request, context, None)


@require_http_methods(["GET", "HEAD", "POST"])
def card_change(request: HttpRequest, card_id: UUID) -> HttpResponse:
    context = fee_builder_or_404(request)
    return _typed(request, context, or_404(card_for(context, card_id)))


def _typed(request: HttpRequest, context: Context, row: RateCard | None) -> HttpResponse:
    form = RateCardForm(request.POST or None, request.FILES or None, initial=_initial(row))
    is_sound = request.method == "POST" and form.is_valid()
    if is_sound and KEEP in request.POST and not form.from_file:
        done = or_404(_kept(request, context, row, form))
        if not isinstance(done, Refusal):
            messages.success(request, f"{done.name} is kept.")
            return redirect("markets:card_detail", done.id)
        form.add_error(None, done.because)
        is_sound = False
    page = {
        "row": row,
        "form": _to_be_kept(form) if is_sound else form,
        "read": form.read if is_sound else None,
        "edition": request.POST.get("edition", row.edition if row else ""),
    }
    return render(request, "markets/ratecards/card_typed.html", page)


def _to_be_kept(form: RateCardForm) -> RateCardForm:
    """Return the form with what was read as its text, so that keeping it needs no file again."""
    return RateCardForm(initial={**form.cleaned_data, "file": None, "lines": form.text})


def _initial(row: RateCard | None) -> dict[str, Any]:
    if row is None:
        return {}
    words = {"name": row.name, "basis": row.basis, "lines": card_text(lines_of(row.lines))}
    return words | {"valid_from": row.valid_from, "valid_until": row.valid_until}


def _kept(
    request: HttpRequest, context: Context, row: RateCard | None, form: RateCardForm
) -> RateCard | Refusal | None:
    if row is None:
        return cards.keep(by=context, card=form.card, key=key_of(request.POST.lists()))
    edition = whole_number(request.POST.get("edition", ""))
    return cards.change(by=context, card_id=row.id, edition=edition, card=form.card)


@require_safe
def card_detail(request: HttpRequest, card_id: UUID) -> HttpResponse:
    """Show a card, each rate beside the model's of the scenario that was chosen."""
    context = fee_builder_or_404(request)
    row = or_404(card_for(context, card_id))
    chosen = _chosen(context, request.GET.get("scenario", ""))
    lines, basis = lines_of(row.lines), CardBasis(row.basis)
    inputs = inputs_of(chosen.inputs) if chosen else None
    rates = compared_card(lines, basis, inputs) if inputs else []
    page = {
        "row": row,
        "grid": card_grid(lines),
        "rates": rates,
        "says": comparison_says(rates) if rates else "",
        "chosen": chosen,
        "scenarios": scenarios_for(context)[:100],
        "is_by_visit": basis is CardBasis.VISIT,
    }
    return render(request, "markets/ratecards/card_detail.html", page)


def _chosen(context: Context, text: str) -> FeeScenario | None:
    try:
        return scenario_for(context, UUID(text))
    except ValueError:
        return None


@require_POST
def card_throw_away(request: HttpRequest, card_id: UUID) -> HttpResponse:
    done = or_404(cards.throw_away(by=fee_builder_or_404(request), card_id=card_id))
    if isinstance(done, Refusal):
        messages.error(request, done.because)
        return redirect("markets:card_detail", card_id)
    messages.success(request, f"{done} is thrown away.")
    return redirect("markets:card_list")


@require_safe
def card_file(request: HttpRequest, card_id: UUID, kind: str) -> HttpResponse:
    row = or_404(card_for(fee_builder_or_404(request), card_id))
    if kind not in CONTENT_TYPES:
        raise Http404
    mark = f"{row.name}, £ {'a visit' if row.basis == CardBasis.VISIT else 'an hour'}"
    cells = [(line.zone, line.minutes, line.day.value, line.careworkers, line.rate) for line in lines_of(row.lines)]
    data = table_file(kind, "Rate card", mark, HEADS, cells)
    name = f"{slugify(row.name)[:60] or 'rate-card'}.{kind}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "X-Content-Type-Options": "nosniff"}
    return HttpResponse(data, CONTENT_TYPES[kind], headers=headers)
