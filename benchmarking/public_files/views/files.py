"""Pages of the office: send a public file, look at what it says, and keep or discard it."""

from decimal import Decimal
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.domain.refusal import Refusal
from accounts.lookups import or_404
from benchmarking.lookups import progress_reader_or_404
from benchmarking.permissions import can_load_public_files
from benchmarking.public_files import queries
from benchmarking.public_files.actions import public_files
from benchmarking.public_files.domain.figure_words import shown
from benchmarking.public_files.domain.file_states import PublicFileState
from benchmarking.public_files.domain.public_measures import PublicFigureKind
from benchmarking.public_files.forms import PublicFileForm

A_PAGE = 50
_NUMBERS = ("total", "lowest", "highest")


@require_safe
def public_file_list(request: HttpRequest) -> HttpResponse:
    context = progress_reader_or_404(request)
    page = Paginator(queries.files_for(context), A_PAGE).get_page(request.GET.get("page"))
    rows = [(row, PublicFileState(row.state).colour, row.host_authority_id == context.own_authority) for row in page]
    shown = {"page": page, "rows": rows, "may_load": can_load_public_files(context)}
    return render(request, "benchmarking/public_files/public_file_list.html", shown)


@require_http_methods(["GET", "HEAD", "POST"])
def public_file_send(request: HttpRequest) -> HttpResponse:
    """Read a file that is sent; nothing counts before somebody has looked at it."""
    context = progress_reader_or_404(request)
    or_404(context if can_load_public_files(context) else None)
    form = PublicFileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        sent = public_files.SentPublicFile(file.name, bytes(file.read()), form.cleaned_data["period"])
        done = or_404(public_files.read(by=context, sent=sent))
        if not isinstance(done, Refusal):
            return redirect("benchmarking:public_file_detail", done.id)
        form.add_error("file", done.because)
    return render(request, "benchmarking/public_files/public_file_send.html", {"form": form})


@require_safe
def public_file_detail(request: HttpRequest, file_id: UUID) -> HttpResponse:
    """Show what a file says, before and after it is kept."""
    context = progress_reader_or_404(request)
    row = or_404(queries.file_for(context, file_id))
    is_own = row.host_authority_id == context.own_authority
    page = {
        "row": row,
        "colour": PublicFileState(row.state).colour,
        "preview": row.preview,
        "groups": _groups(row.preview.get("totals", [])),
        "may_settle": is_own and row.state == PublicFileState.READ and can_load_public_files(context),
        "may_set_aside": is_own and row.state == PublicFileState.KEPT and can_load_public_files(context),
        "hidden_faults": max(0, row.preview["fault_count"] - len(row.preview["faults"])),
        "hidden_markers": max(0, row.preview["marker_count"] - len(row.preview["markers"])),
    }
    return render(request, "benchmarking/public_files/public_file_detail.html", page)


def _groups(totals: list[dict[str, Any]]) -> list[tuple[str, list[dict[str, Any]]]]:
    """Return totals by kind of figure: of different kinds nothing is added up or averaged."""
    found: dict[str, list[dict[str, Any]]] = {}
    for one in totals:
        words = {name: shown(Decimal(one[name]) if one[name] else None, one["unit"]) for name in _NUMBERS}
        found.setdefault(PublicFigureKind(one["kind"]).words, []).append(one | words)
    return list(found.items())


@require_POST
def public_file_keep(request: HttpRequest, file_id: UUID) -> HttpResponse:
    context = progress_reader_or_404(request)
    done = or_404(public_files.keep(by=context, file_id=file_id))
    return _back(request, file_id, done, "Kept. Its figures count from now on.")


@require_POST
def public_file_discard(request: HttpRequest, file_id: UUID) -> HttpResponse:
    context = progress_reader_or_404(request)
    done = or_404(public_files.discard(by=context, file_id=file_id))
    return _back(request, file_id, done, "Discarded. Nothing of it counts.")


@require_POST
def public_file_set_aside(request: HttpRequest, file_id: UUID) -> HttpResponse:
    context = progress_reader_or_404(request)
    done = or_404(public_files.set_aside(by=context, file_id=file_id))
    return _back(request, file_id, done, "Set aside. Its figures count no more.")


def _back(request: HttpRequest, file_id: UUID, done: object, words: str) -> HttpResponse:
    if isinstance(done, Refusal):
        messages.error(request, done.because)
    else:
        messages.success(request, words)
    return redirect("benchmarking:public_file_detail", file_id)
