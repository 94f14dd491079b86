"""Pages of an uploaded file: its progress, and the file itself as it came."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_POST, require_safe

from accounts.lookups import context_or_404, or_404
from costing.findings import Severity
from register.permissions import can_administer_register
from submissions import queries
from submissions.actions import retry_upload, uploads
from submissions.domain.states import FileFate, FileState
from submissions.domain.upload_progress import Progress
from submissions.models import Upload, VersionFinding
from submissions.permissions import can_have_checked_again

LABELS = ("Read your workbook", "Check your answers", "Work out what it comes to", "Ready")


@require_safe
def upload_progress(request: HttpRequest, upload_id: UUID) -> HttpResponse:
    """Show the progress, live with htmx, or by reloading without."""
    page = _page(request, upload_id)
    return render(request, "submissions/upload_progress.html", page)


@require_safe
def upload_steps(request: HttpRequest, upload_id: UUID) -> HttpResponse:
    """Return the steps alone; nothing (204) if they are as the page has seen them."""
    page = _page(request, upload_id)
    if request.GET.get("seen") == page["seen"] and not page["done"]:
        return HttpResponse(status=204)
    if page["done"]:
        return HttpResponse(headers={"HX-Redirect": page["done_url"]})
    return render(request, "partials/_progress_steps.html", page)


@require_safe
def upload_file(request: HttpRequest, upload_id: UUID) -> HttpResponse:
    opened = or_404(uploads.open_file(by=context_or_404(request), upload_id=upload_id))
    disposition = content_disposition_header(as_attachment=True, filename=opened.name)
    headers = {"Content-Disposition": disposition, "X-Content-Type-Options": "nosniff"}
    return HttpResponse(opened.data, "application/octet-stream", headers=headers)


@require_POST
def check_again(request: HttpRequest) -> HttpResponse:
    """Check a file again by its reference, all that administrators know of it. A second click finds it at work."""
    context, reference = context_or_404(request), request.POST.get("reference", "")
    upload_id = retry_upload.check_again(by=context, reference=reference)
    if upload_id is not None:
        messages.success(request, f"{reference} is being checked again.")
    seen = queries.upload_called(context, reference)
    if seen is not None:
        return redirect("submissions:upload_progress", seen.id)
    if upload_id is None and not can_administer_register(context):
        raise Http404
    if upload_id is None:
        messages.info(request, "This file is not waiting for a new try any more.")
    return redirect("home")


def _page(request: HttpRequest, upload_id: UUID) -> dict[str, Any]:
    upload = or_404(queries.upload_for(request.context, upload_id))
    progress = queries.progress_from(upload)
    shown = queries.state_of_file(upload)
    seen = f"{progress.state}-{progress.step}-{progress.tries}"
    return {
        "upload": upload,
        "progress": progress,
        "steps": _steps(progress),
        "seen": seen,
        "url": reverse("submissions:upload_steps", args=[upload.id]) + f"?seen={seen}",
        "done": progress.is_finished,
        "done_url": _where_next(request, upload, progress),
        "done_words": _next_words(request, upload),
        "is_offered": is_offered(upload),
        "shown_state": shown,
        "is_no_return": shown in (FileState.UNREADABLE, FileState.NOT_TAKEN),
        "wrong": _why_refused(request, upload, progress),
        "participation_url": _back_url(request, upload),
        "may_check_again": progress.has_failed and can_have_checked_again(request.context),
    }


def _why_refused(request: HttpRequest, upload: Upload, progress: Progress) -> VersionFinding | None:
    """Return why a file was not taken: it is no return of its location. None if it was, or came too late."""
    version = getattr(upload, "version", None)
    if version is None or progress.is_current or queries.fate_of(version) != FileFate.REFUSED:
        return None
    return queries.findings_of(request.context, version).filter(severity=Severity.MUST_FIX).first()


def _back_url(request: HttpRequest, upload: Upload) -> str:
    if context_or_404(request).is_provider:
        return reverse("submissions:participation_detail", args=[upload.submission.participation_id])
    return reverse("submissions:return_detail", args=[upload.submission_id])


def _next_words(request: HttpRequest, upload: Upload) -> str:
    if not context_or_404(request).is_provider:
        return "See the return"
    return "See what it would change" if is_offered(upload) else "See what we found"


def _where_next(request: HttpRequest, upload: Upload, progress: Progress) -> str:
    """Return where to go next: the findings if the version is the current one; a failed file stays on its own page.

    The team goes to its own page of the return.
    """
    if progress.has_failed:
        return reverse("submissions:upload_progress", args=[upload.id])
    if not context_or_404(request).is_provider:
        return reverse("submissions:return_detail", args=[upload.submission_id])
    if progress.is_current:
        return reverse("submissions:findings", args=[upload.submission_id])
    if is_offered(upload):
        return reverse("submissions:online_offer", args=[upload.submission.participation_id])
    return reverse("submissions:participation_detail", args=[upload.submission.participation_id])


def is_offered(upload: Upload) -> bool:
    """Tell whether the file's answers differ from those typed online, and wait for somebody to choose."""
    draft, version = getattr(upload.submission, "draft", None), getattr(upload, "version", None)
    return draft is not None and version is not None and draft.offered_id == version.id


def _steps(progress: Progress) -> list[dict[str, str]]:
    """Return the steps; all but the last can be under way, the last is reached or not."""
    states = []
    for number, label in enumerate(LABELS, 1):
        is_done = (progress.is_finished and not progress.has_failed) or number < progress.step
        state = "done" if is_done else "now" if number == max(progress.step, 1) else "waiting"
        states.append({"label": label, "state": "failed" if progress.has_failed and state == "now" else state})
    return states
