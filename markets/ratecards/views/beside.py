"""A rate card beside what was released: on a page, and as a file."""

from datetime import date
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from accounts.domain.context import Context
from accounts.lookups import or_404
from markets.fees.queries import releases_to_begin_from
from markets.lookups import fee_builder_or_404
from markets.models import RateCard
from markets.ratecards.actions.cards import dates_of
from markets.ratecards.domain.card_dates import holds_on
from markets.ratecards.domain.card_lines import CardBasis, lines_of
from markets.ratecards.domain.released_comparison import (
    BAND_WORDS,
    HEADS,
    RateBeside,
    beside_release,
    beside_says,
    heat_table,
)
from markets.ratecards.domain.released_floor import ReleasedFloor
from markets.ratecards.queries import card_for, floor_in, market_rates_in
from spreadsheets.table_files import CONTENT_TYPES, table_file

MOST_RELEASES = 50


@require_safe
def card_beside(request: HttpRequest, card_id: UUID) -> HttpResponse:
    """Show how far each rate is from the cost that was released, and whether it carries the wage floor."""
    context = fee_builder_or_404(request)
    row = or_404(card_for(context, card_id))
    releases = list(releases_to_begin_from(context)[:MOST_RELEASES])
    chosen, day = _chosen(context, request.GET.get("release", "")), _day_of(row)
    page: dict[str, Any] = {"row": row, "releases": releases, "chosen": chosen, "day": day}
    if chosen is not None:
        rows, floor = _compared(row, chosen, day)
        page |= {"rows": rows, "says": beside_says(rows), "heat": heat_table(rows), "floor": floor, "bands": BAND_WORDS}
    page["is_by_visit"] = row.basis == CardBasis.VISIT
    return render(request, "markets/ratecards/card_beside.html", page)


@require_safe
def card_beside_file(request: HttpRequest, card_id: UUID, kind: str) -> HttpResponse:
    context = fee_builder_or_404(request)
    row = or_404(card_for(context, card_id))
    chosen = or_404(_chosen(context, request.GET.get("release", "")))
    if kind not in CONTENT_TYPES:
        raise Http404
    rows, _ = _compared(row, chosen, _day_of(row))
    per = "a visit" if row.basis == CardBasis.VISIT else "an hour"
    mark = f"{row.name} beside release {chosen.number} of {chosen.exercise.name}, £ {per}"
    data = table_file(kind, "Beside the release", mark, HEADS, [one.cells for one in rows])
    name = f"{slugify(row.name)[:60] or 'rate-card'}-beside-release-{chosen.number}.{kind}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "X-Content-Type-Options": "nosniff"}
    return HttpResponse(data, CONTENT_TYPES[kind], headers=headers)


def _chosen(context: Context, text: str) -> Any | None:
    """Return the release that was asked for, or else the last one."""
    found = releases_to_begin_from(context)
    try:
        return found.filter(id=UUID(text)).first() or found.first()
    except ValueError:
        return found.first()


def _day_of(row: RateCard) -> date:
    """Return the day whose living wage a card has to carry: today while it holds, or else its first."""
    today = timezone.localdate()
    return today if holds_on(dates_of(row), today) else row.valid_from


def _compared(row: RateCard, release: Any, day: date) -> tuple[list[RateBeside], ReleasedFloor]:
    floor, rates = floor_in(release, day), market_rates_in(release)
    return beside_release(lines_of(row.lines), CardBasis(row.basis), rates, floor.zones), floor
