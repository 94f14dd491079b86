"""The pack on the market's position: what may go into it, and the zip."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.domain.context import Context
from costing.figure_words import day_in_words
from costing.forms import form_for
from markets.fees.queries import HOMECARE_COLUMN, released_tariff_says
from markets.marketreleases.domain.shown_release import shown_market
from markets.papers.domain import pack_parts
from markets.papers.domain.pack_files import PACK, ZIP, pack_zip
from markets.papers.domain.position_pack import PackPart, PositionPack
from markets.papers.domain.position_text import left_out_of, sources_of
from markets.papers.forms import PackForm
from markets.papers.queries import publishable_sources as sources
from markets.papers.views.paper_lookups import reader_or_404
from markets.ratecards.domain.card_dates import CardDates
from markets.ratecards.domain.card_lines import CardBasis, lines_of
from register import queries as register
from reports.domain.released_table import released_columns

TELLS = "Nothing was packed: {names} holds the name of a provider or a location. Call it something else first."
EMPTY = "Nothing was packed: nothing of this market may be published yet."


@require_safe
def position_pack(request: HttpRequest) -> HttpResponse:
    """Show what goes into the pack, and from which sources."""
    context = reader_or_404(request)
    form = _form(request, context)
    pack = _pack(context, form) if form.is_valid() else None
    page = {
        "form": form,
        "pack": pack,
        "sources": sources_of(pack) if pack else [],
        "left_out": left_out_of(pack) if pack else [],
        "told": pack.names_told(sources.names_of_market(context)) if pack else [],
        "query": request.GET.urlencode() or _query(form),
    }
    return render(request, "markets/papers/position_pack.html", page)


@require_safe
def position_pack_file(request: HttpRequest) -> HttpResponse:
    context = reader_or_404(request)
    form = _form(request, context)
    if not form.is_valid():
        messages.error(request, "Nothing was packed. Look at what was chosen.")
        return redirect("markets:position_pack")
    pack = _pack(context, form)
    told = pack.names_told(sources.names_of_market(context))
    if told or not pack.tables:
        names = " and ".join(f"“{name}”" for name in told)
        messages.error(request, TELLS.format(names=names) if told else EMPTY)
        return redirect("markets:position_pack")
    headers = {"Content-Disposition": f'attachment; filename="{PACK}"', "X-Content-Type-Options": "nosniff"}
    return HttpResponse(pack_zip(pack), ZIP, headers=headers)


def _form(request: HttpRequest, context: Context) -> PackForm:
    """Return the form of what was chosen; at first of the newest of everything."""
    return PackForm(request.GET or PackForm(context=context).newest, context=context)


def _query(form: PackForm) -> str:
    return "&".join(f"{name}={value}" for name, value in form.newest.items())


def _pack(context: Context, form: PackForm) -> PositionPack:
    today = timezone.localdate()
    rated = register.homecare_ratings_at(context.own_authority, today)
    source = f"The CQC’s public directory, of home-care locations based in the area, as known on {day_in_words(today)}"
    chosen = {name: form.chosen(name) for name in form.rows}
    parts = [maker(context, chosen[name]) for name, maker in MAKERS.items() if chosen[name] is not None]
    parts.append(pack_parts.ratings_part((one.overall for one in rated if not one.is_dormant), source))
    return PositionPack(register.name_of_authority(context.own_authority), day_in_words(today), tuple(parts))


def _of_profile(context: Context, row: Any) -> PackPart:
    return pack_parts.market_part(sources.figures_to_publish(context, row), sources.days_of(row))


def _of_card(_context: Context, row: Any) -> PackPart:
    holds = CardDates(row.name, row.valid_from, row.valid_until).words
    return pack_parts.card_part(row.name, CardBasis(row.basis), lines_of(row.lines), holds)


def _of_release(_context: Context, row: Any) -> PackPart:
    form = form_for(row.exercise.service, row.form_version)
    columns = released_columns(form, row.table) if form else ()
    column = next((one for one in columns if one.key == HOMECARE_COLUMN), None)
    released = day_in_words(timezone.localtime(row.approved_at).date())
    source = f"Cost of care exercise “{row.exercise.name}”, release {row.number} of {released}"
    if form is None or column is None:
        return PackPart(source)
    return pack_parts.release_part(column, source, form.cost_unit, released_tariff_says(row))


def _of_market_release(_context: Context, row: Any) -> PackPart:
    market = shown_market(row.table)
    days = f"{day_in_words(market.first)} to {day_in_words(market.last)}"
    source = f"Protected figures of what providers gave to the independent team, release {row.number}, {days}"
    return pack_parts.market_release_part(market, source)


MAKERS = {"profile": _of_profile, "card": _of_card, "release": _of_release, "market_release": _of_market_release}
