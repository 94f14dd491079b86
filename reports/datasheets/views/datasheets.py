"""Pages of anonymised datasheets: the list, making one, one of them, an authority's own rows, and the files."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.text import slugify
from django.views.decorators.http import require_http_methods, require_safe

from accounts.domain.context import Context
from accounts.domain.refusal import Refusal
from accounts.lookups import context_or_404, or_404
from costing.forms import form_for
from reports.datasheets.actions import datasheets
from reports.datasheets.domain.bands import FEWEST_AUTHORITIES
from reports.datasheets.domain.datasheet_files import datasheet_folder, datasheet_workbook, title_of
from reports.datasheets.domain.datasheet_text import DatasheetText, text_from
from reports.datasheets.domain.drawn_sheets import TopicSheet
from reports.datasheets.domain.offers import datasheet_offer
from reports.datasheets.queries.datasheets import (
    ReleaseGroup,
    copy_of,
    datasheet_for,
    datasheet_of,
    datasheets_for,
    no_longer_standing,
    release_groups,
)
from reports.permissions import makes_datasheets, reads_datasheets
from spreadsheets.table_files import XLSX

A_PAGE = 25


@require_safe
def datasheet_list(request: HttpRequest) -> HttpResponse:
    context = _reader_or_404(request)
    page = Paginator(datasheets_for(context), A_PAGE).get_page(request.GET.get("page"))
    rows = [(row, len(text_from(row.document).authorities)) for row in page]
    return render(
        request,
        "reports/datasheets/datasheet_list.html",
        {"page": page, "rows": rows, "can_make": makes_datasheets(context)},
    )


@require_http_methods(["GET", "HEAD", "POST"])
def datasheet_make(request: HttpRequest) -> HttpResponse:
    """Show what could be made of what is released now; make one of exactly the releases that were shown."""
    context = context_or_404(request)
    if not makes_datasheets(context):
        raise Http404
    if request.method == "POST":
        return _made(request, context)
    groups = [_offered(context, group) for group in release_groups(context)]
    page = {"groups": groups, "fewest": FEWEST_AUTHORITIES}
    return render(request, "reports/datasheets/datasheet_make.html", page)


def _made(request: HttpRequest, context: Context) -> HttpResponse:
    releases = request.POST.get("releases", "")[:64].replace("\0", "")
    done = or_404(datasheets.make(by=context, releases_sha256=releases))
    if not isinstance(done, Refusal):
        messages.success(request, "The datasheet is made. It is kept as it is.")
        return redirect("reports:datasheet_detail", done.id)
    stands = datasheet_of(context, releases)
    if stands is not None:
        messages.info(request, done.because)
        return redirect("reports:datasheet_detail", stands.id)
    messages.error(request, done.because)
    return redirect("reports:datasheet_make")


def _offered(context: Context, group: ReleaseGroup) -> dict[str, Any]:
    form = form_for(group.service, group.form_version)
    offer = datasheet_offer(form, group.tables) if form and group.is_enough else None
    return {"group": group, "offer": offer, "stands": datasheet_of(context, group.sha256)}


@require_safe
def datasheet_detail(request: HttpRequest, datasheet_id: UUID) -> HttpResponse:
    """Show the topics, and the rows of the one that is asked for."""
    context = _reader_or_404(request)
    datasheet = or_404(datasheet_for(context, datasheet_id))
    text = text_from(datasheet.document)
    page = {
        "datasheet": datasheet,
        "text": text,
        "title": title_of(text),
        "chosen": _chosen(text, request.GET.get("topic", "")),
        "no_longer_standing": no_longer_standing(context, datasheet),
        "has_copy": copy_of(context, datasheet) is not None,
    }
    return render(request, "reports/datasheets/datasheet_detail.html", page)


def _chosen(text: DatasheetText, key: str) -> TopicSheet | None:
    """Return the sheet that is asked for; without one the last total, which most come for."""
    if key:
        return next((sheet for sheet in text.sheets if sheet.topic.key == key), None)
    totals = [sheet for sheet in text.sheets if sheet.topic.key.endswith("/total")]
    return (totals or list(text.sheets))[0]


@require_safe
def datasheet_own(request: HttpRequest, datasheet_id: UUID) -> HttpResponse:
    """Open the asker's own copy: which rows are their authority's."""
    context = _reader_or_404(request)
    rows = or_404(datasheets.open_own(by=context, datasheet_id=datasheet_id))
    datasheet = or_404(datasheet_for(context, datasheet_id))
    page = {"datasheet": datasheet, "title": title_of(text_from(datasheet.document)), "rows": rows}
    return render(request, "reports/datasheets/datasheet_own.html", page)


@require_safe
def datasheet_file(request: HttpRequest, datasheet_id: UUID, kind: str) -> HttpResponse:
    datasheet = or_404(datasheets.take(by=_reader_or_404(request), datasheet_id=datasheet_id))
    text = text_from(datasheet.document)
    made, content_type = (datasheet_workbook, XLSX) if kind == "xlsx" else (datasheet_folder, "application/zip")
    name = f"{slugify(f'datasheet {title_of(text)}')}.{kind}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "X-Content-Type-Options": "nosniff"}
    return HttpResponse(made(text, datasheet.sha256), content_type, headers=headers)


def _reader_or_404(request: HttpRequest) -> Context:
    context = context_or_404(request)
    if not reads_datasheets(context):
        raise Http404
    return context
