"""Pages of the small tables of a market: what holds, a new one, and one that is looked at before it is kept."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.domain.idempotency import key_of
from accounts.domain.refusal import Refusal
from accounts.lookups import or_404
from markets.lookups import table_keeper_or_404
from markets.models import MarketTable
from markets.tables.actions import market_tables
from markets.tables.domain.table_changes import TableChanges, changes
from markets.tables.domain.table_kinds import MarketTableKind, columns_of
from markets.tables.forms import MarketTableForm
from markets.tables.queries import held_before, holding, known_locations, table_for, tables_for

A_PAGE, EARLIER_SHOWN = 50, 20


@require_safe
def table_list(request: HttpRequest) -> HttpResponse:
    context = table_keeper_or_404(request)
    found = holding(context)
    earlier = tables_for(context).exclude(id__in=[row.id for row in found.values()]).defer("rows")[:EARLIER_SHOWN]
    page = {"kinds": [(kind, found.get(kind)) for kind in MarketTableKind], "earlier": earlier}
    return render(request, "markets/tables/table_list.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
def table_new(request: HttpRequest, kind: str) -> HttpResponse:
    """Read a file and lead to what was read."""
    context, of = table_keeper_or_404(request), _kind_or_404(kind)
    form = MarketTableForm(of, request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid() and form.read is not None:
        name = str(form.cleaned_data["file"].name)
        key = key_of(request.POST.lists())
        done = or_404(market_tables.send(by=context, read=form.read, data=form.content, file_name=name, key=key))
        if not isinstance(done, Refusal):
            return redirect("markets:table_detail", done.id)
        form.add_error(None, done.because)
    return render(request, "markets/tables/table_new.html", {"form": form, "kind": of})


def _kind_or_404(slug: str) -> MarketTableKind:
    return or_404(next((kind for kind in MarketTableKind if kind.slug == slug), None))


@require_safe
def table_detail(request: HttpRequest, table_id: UUID) -> HttpResponse:
    """Show the rows of a table, and what it changes of the one that holds."""
    context = table_keeper_or_404(request)
    row = or_404(table_for(context, table_id))
    kind = MarketTableKind(row.kind)
    columns = columns_of(kind)
    shown = Paginator(row.rows, A_PAGE).get_page(request.GET.get("page"))
    names = {location: name for location, _, name, _ in known_locations(context.own_authority)}
    page = {
        "row": row,
        "kind": kind,
        "heads": [column.label for column in columns],
        "shown": shown,
        "cells": [[_cell(one.get(column.key), names) for column in columns] for one in shown],
        "changes": _changes(row, kind),
    }
    return render(request, "markets/tables/table_detail.html", page)


def _changes(row: MarketTable, kind: MarketTableKind) -> TableChanges | None:
    before = held_before(row)
    return changes(kind, before.rows, row.rows) if before else None


def _cell(value: object, names: dict[str, str]) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return "; ".join(names.get(str(each), str(each)) for each in value)
    text = "" if value is None else str(value)
    return names.get(text, text)


@require_POST
def table_keep(request: HttpRequest, table_id: UUID) -> HttpResponse:
    done = or_404(market_tables.keep(by=table_keeper_or_404(request), table_id=table_id))
    if isinstance(done, Refusal):
        messages.error(request, done.because)
    else:
        messages.success(request, f"{done.get_kind_display()}: kept. The next profile is made with it.")
    return redirect("markets:table_list")


@require_POST
def table_throw_away(request: HttpRequest, table_id: UUID) -> HttpResponse:
    done = or_404(market_tables.throw_away(by=table_keeper_or_404(request), table_id=table_id))
    messages.success(request, f"{done}: thrown away.")
    return redirect("markets:table_list")
