"""The files of a paper: itself, and its annex that names providers."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from accounts.domain.refusal import Refusal
from accounts.lookups import or_404
from markets.papers.actions import papers
from markets.papers.domain.paper_files import TYPES, paper_bytes
from markets.papers.views.paper_lookups import paper_or_404

NO_ANNEX = "No provider is known by name in this paper, so it has no annex."


@require_safe
def paper_file(request: HttpRequest, paper_id: UUID, kind: str) -> HttpResponse:
    return _file(request, paper_id, kind, "paper")


@require_safe
def paper_annex(request: HttpRequest, paper_id: UUID, kind: str) -> HttpResponse:
    """Return the annex that names providers, which is not for publication."""
    return _file(request, paper_id, kind, "annex")


def _file(request: HttpRequest, paper_id: UUID, kind: str, part: str) -> HttpResponse:
    """Return a file; where a part of it is missing, lead to the page of the paper, which says what."""
    context, row = paper_or_404(request, paper_id)
    or_404(TYPES.get(kind))
    document = papers.document_of(context, row)
    if isinstance(document, Refusal) or document[part] is None:
        messages.error(request, document.because if isinstance(document, Refusal) else NO_ANNEX)
        return redirect("markets:paper_detail", row.id)
    end = "-annex-not-for-publication" if part == "annex" else ""
    name = f"{slugify(row.name)[:60] or 'paper'}{end}.{kind}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "X-Content-Type-Options": "nosniff"}
    return HttpResponse(paper_bytes(kind, document[part]), TYPES[kind], headers=headers)
