"""Prices and providers: the rows, one that is typed or changed, and a file in their place."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from accounts.domain.refusal import Refusal
from accounts.domain.whole_numbers import whole_number
from accounts.lookups import or_404
from benchmarking.lookups import answerer_or_404, own_member_or_404, table_or_404
from benchmarking.models import RoundMember
from benchmarking.permissions import takes_returns
from benchmarking.returns import queries
from benchmarking.returns.actions import table_rows
from benchmarking.returns.domain.questionnaire import ReturnTable
from benchmarking.returns.domain.row_reader import TypedRow
from benchmarking.returns.domain.sent_rows import mark_of_row
from benchmarking.returns.forms import TableFileForm, TableRowForm


def _rows(request: HttpRequest, member: RoundMember, table: ReturnTable) -> list[TypedRow]:
    given = queries.standing_typed(answerer_or_404(request), member)
    return list(given.prices if table.slug == "prices" else given.providers)


@require_http_methods(["GET", "HEAD", "POST"])
def own_table(request: HttpRequest, member_id: UUID, table: str) -> HttpResponse:
    """Show the rows of a table; by POST, add one that was typed."""
    context, member, of = answerer_or_404(request), own_member_or_404(request, member_id), table_or_404(table)
    typed = {column.key: str(request.POST.get(column.key, "")) for column in of.typed_columns}
    if request.method == "POST":
        told = {"by": context, "member_id": member.id, "slug": of.slug, "shown": _shown_rows(request)}
        done = or_404(table_rows.add_row(**told, row=typed))
        if not isinstance(done, Refusal):
            messages.success(request, f"Row {done} is added.")
            return redirect("benchmarking:own_table", member.id, of.slug)
        messages.error(request, done.because)
    return _shown(request, member, of, form=TableRowForm(of, typed))


def _shown_rows(request: HttpRequest) -> int | None:
    return whole_number(request.POST["count"]) if "count" in request.POST else None


def _shown(request: HttpRequest, member: RoundMember, of: ReturnTable, **more: Any) -> HttpResponse:
    context = answerer_or_404(request)
    rows = _rows(request, member, of)
    read = queries.read_whole(context, member, queries.standing_typed(context, member))
    remarks = [one for one in read.remarks if one.key == of.slug]
    wrong = {one.row for one in remarks if one.is_to_fix}
    columns = [one for one in of.typed_columns if one.required or any(row.get(one.key) for row in rows)]
    page = {
        "member": member,
        "table": of,
        "columns": columns,
        "rows": [(n, [row.get(one.key, "") for one in columns], n in wrong) for n, row in enumerate(rows, 1)],
        "row_count": len(rows),
        "remarks": remarks,
        "is_open": takes_returns(member.round),
        "file_form": TableFileForm(of),
        "form": TableRowForm(of, {}),
    }
    return render(request, "benchmarking/returns/own_table.html", page | more)


@require_POST
def own_table_file(request: HttpRequest, member_id: UUID, table: str) -> HttpResponse:
    """Put the rows of a file in the place of those that stand; a file that is no such table changes nothing."""
    context, member, of = answerer_or_404(request), own_member_or_404(request, member_id), table_or_404(table)
    form = TableFileForm(of, request.POST, request.FILES)
    if form.is_valid() and form.read is not None:
        done = or_404(table_rows.take_table(by=context, member_id=member.id, slug=of.slug, file=form.read))
        if not isinstance(done, Refusal):
            unread = f" Not read: {', '.join(form.read.unread[:10])}." if form.read.unread else ""
            stand = "It stands" if done == 1 else "They stand"
            messages.success(request, f"{form.read.words} {stand} in the place of those before.{unread}")
            return redirect("benchmarking:own_table", member.id, of.slug)
        form.add_error("file", done.because)
    return _shown(request, member, of, file_form=form)


@require_http_methods(["GET", "HEAD", "POST"])
def own_row(request: HttpRequest, member_id: UUID, table: str, number: int) -> HttpResponse:
    """Change a row."""
    context, member, of = answerer_or_404(request), own_member_or_404(request, member_id), table_or_404(table)
    rows = _rows(request, member, of)
    typed = or_404(rows[number - 1] if 1 <= number <= len(rows) else None)
    count = len(rows)
    if request.method == "POST":
        typed = {column.key: str(request.POST.get(column.key, "")) for column in of.typed_columns}
        count = whole_number(request.POST.get("count", ""))
        told = {"by": context, "member_id": member.id, "slug": of.slug, "number": number, "count": count}
        done = or_404(table_rows.change_row(**told, row=typed, seen=request.POST.get("seen", "")))
        if not isinstance(done, Refusal):
            messages.success(request, f"Row {number} is changed.")
            return redirect("benchmarking:own_table", member.id, of.slug)
        messages.error(request, done.because)
    page = {
        "member": member,
        "table": of,
        "number": number,
        "row_count": count,
        "seen": mark_of_row(rows[number - 1]),
        "form": TableRowForm(of, typed),
    }
    return render(request, "benchmarking/returns/own_row.html", page)


@require_POST
def own_row_take_out(request: HttpRequest, member_id: UUID, table: str, number: int) -> HttpResponse:
    context, member, of = answerer_or_404(request), own_member_or_404(request, member_id), table_or_404(table)
    count = whole_number(request.POST.get("count", ""))
    told = {"by": context, "member_id": member.id, "slug": of.slug, "number": number, "count": count}
    done = or_404(table_rows.change_row(**told, row=None, seen=request.POST.get("seen", "")))
    if isinstance(done, Refusal):
        messages.error(request, done.because)
    else:
        messages.success(request, f"Row {number} is taken out.")
    return redirect("benchmarking:own_table", member.id, of.slug)
