"""Pages of recipients: the editions that were released to a council or to the regional lead, and their files."""

import json
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.text import slugify
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from accounts.lookups import or_404
from benchmarking.editions.domain.edition_files import NEVER, USES, copy_files
from benchmarking.editions.domain.edition_kinds import EditionKind
from benchmarking.editions.domain.edition_tables import edition_tables, in_sections
from benchmarking.editions.domain.said_words import words_in
from benchmarking.editions.queries import copies_for, copy_for
from benchmarking.lookups import copy_reader_or_404
from benchmarking.models import EditionCopy
from benchmarking.pictures.domain.edition_pictures import edition_pictures
from costing.figure_words import day_in_words
from reports.domain.release_states import ReleaseState
from reports.domain.withdrawal import WithdrawalReason
from reports.publication.domain.open_files import OpenFile

MOST = 200


@require_safe
def copy_list(request: HttpRequest) -> HttpResponse:
    rows = copies_for(copy_reader_or_404(request))[:MOST]
    return render(request, "benchmarking/editions/copy_list.html", {"rows": rows, "today": localdate()})


@require_safe
def copy_detail(request: HttpRequest, copy_id: UUID) -> HttpResponse:
    row = or_404(copy_for(copy_reader_or_404(request), copy_id))
    return render(request, "benchmarking/editions/copy_detail.html", copy_page(row, request.GET.get("topic", "")))


@require_safe
def copy_file(request: HttpRequest, copy_id: UUID, name: str) -> HttpResponse:
    row = or_404(copy_for(copy_reader_or_404(request), copy_id))
    at = reverse("benchmarking:copy_detail", args=[row.id])
    return sent_file(row, at, name)


def copy_page(row: EditionCopy, topic: str) -> dict[str, object]:
    """Return what a page of a copy shows: its tables, of sheets the one that is asked for."""
    page: dict[str, object] = {"copy": row, "kind": EditionKind(row.kind), "title": title_of(row)}
    if row.state == ReleaseState.WITHDRAWN or not row.document:
        return page | {"withdrawn": WithdrawalReason(row.withdrawn_because).label}
    document = json.loads(row.document)
    tables = edition_tables(document)
    sheets = [one for one in tables if one.name.startswith("sheet-")]
    chosen = next((one for one in sheets if one.name == topic), sheets[0] if sheets else None)
    return page | {
        "document": document,
        "said": words_in(document),
        "pictures": edition_pictures(document),
        "sections": in_sections([one for one in tables if one not in sheets and one.rows]),
        "sheets": sheets,
        "chosen": chosen,
        "use": USES[EditionKind(row.kind)],
        "never": NEVER,
        "files": list(files_of(row, "").values()),
    }


def title_of(row: EditionCopy) -> str:
    return f"{row.host_name}, {row.round_name}: edition {row.number}"


def files_of(row: EditionCopy, address: str) -> dict[str, OpenFile]:
    if not row.document:
        return {}
    return copy_files(
        kind=EditionKind(row.kind), title=title_of(row), name=slugify(f"benchmark-{row.kind}-{row.edition_id}"),
        address=settings.PORTAL_URL + address, sha256=row.sha256, document=json.loads(row.document),
    )  # fmt: skip


def sent_file(row: EditionCopy, address: str, name: str) -> HttpResponse:
    """Return a file of a copy; one that was withdrawn has none any more."""
    file = or_404(files_of(row, address).get(name))
    stem, _, kind = file.name.rpartition(".")
    week = day_in_words(row.reference_week)
    called = slugify(f"{row.round_name} {week} {row.kind} edition {row.number} {stem}")
    headers = {"Content-Disposition": f'attachment; filename="{called}.{kind}"', "X-Content-Type-Options": "nosniff"}
    return HttpResponse(file.make(), file.type, headers=headers)
