"""The documents of a release: their page, their files, and making one again to compare."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from accounts.domain.refusal import Refusal
from accounts.lookups import or_404
from reports import queries
from reports.annexes.actions import documents
from reports.annexes.actions.documents import ComparedDocument
from reports.annexes.domain.document_page import document_page
from reports.annexes.queries.documents import document_for, documents_of
from reports.models import Release
from reports.permissions import is_team, why_no_documents


@require_safe
def document_list(request: HttpRequest, release_id: UUID) -> HttpResponse:
    """Show the documents; the team also how far they are. Asked for by the page itself it is the list alone."""
    release = _release_or_404(request, release_id)
    rows = document_page(documents_of(request.context, release))
    is_of_team = is_team(request.context)
    page = {
        "release": release,
        "is_of_team": is_of_team,
        "documents": rows,
        "why_not": why_no_documents(request.context, release) if is_of_team else "",
        "is_under_way": any(row.is_under_way for row in rows),
        "may_make": not rows or any(row.has_failed for row in rows),
        "has_words": bool(release.report_words),
    }
    part = request.headers.get("HX-Request") == "true"
    return render(request, "reports/annexes/_documents.html" if part else "reports/annexes/document_list.html", page)


@require_safe
def document_file(request: HttpRequest, document_id: UUID) -> HttpResponse:
    found = documents.open_document(by=request.context, document_id=document_id) if request.context else None
    if found is None:
        raise Http404
    headers = {"Content-Disposition": f'attachment; filename="{found.name}"', "X-Content-Type-Options": "nosniff"}
    return HttpResponse(found.data, found.content_type, headers=headers)


@require_POST
def document_make_again(request: HttpRequest, document_id: UUID) -> HttpResponse:
    row = or_404(document_for(request.context, document_id))
    done = or_404(documents.make_again(by=request.context, document_id=document_id))
    _say(request, done)
    return redirect("reports:document_list", row.release_id)


def _say(request: HttpRequest, done: ComparedDocument | Refusal) -> None:
    if isinstance(done, Refusal):
        messages.error(request, done.because)
    elif done.is_the_same:
        messages.success(request, "Made again: the same, byte for byte.")
    elif done.same_programs:
        messages.error(request, "Made again, it is not the same. Please tell an administrator.")
    else:
        messages.warning(
            request,
            "Made again, it is not the same file: the programs that lay it out are of another version by now. What is "
            "printed is frozen and has not changed.",
        )


def _release_or_404(request: HttpRequest, release_id: UUID) -> Release:
    context = request.context
    found = queries.release_for(context, release_id) or queries.public_release_for(context, release_id)
    return or_404(found)
