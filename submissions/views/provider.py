"""Pages of a provider and one location's return: its state, the workbook, and its upload."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.domain.refusal import Refusal
from accounts.lookups import context_or_404
from register.permissions import is_open, last_day
from register.queries import Participation
from submissions import queries
from submissions.actions import check_upload, uploads
from submissions.actions.workbooks import blank_workbook, filled_workbook
from submissions.collaboration.views.presence import together_on
from submissions.domain.states import Move, ReturnState
from submissions.forms.returns import UploadForm
from submissions.permissions import allows
from submissions.views.lookups import participation_or_404
from submissions.views.steps import steps_of

SENT = (ReturnState.SUBMITTED, ReturnState.ACCEPTED, ReturnState.EXCLUDED)
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
def participation_detail(request: HttpRequest, participation_id: UUID) -> HttpResponse:
    """Show the steps of one return and what has been sent so far."""
    participation = participation_or_404(request, participation_id)
    submission = getattr(participation, "submission", None)
    is_asked = participation.eligibility == Participation.Eligibility.IN_SCOPE
    open_now = is_asked and is_open(participation, timezone.localdate())
    page = {
        "participation": participation,
        "submission": submission,
        "is_asked": is_asked,
        "word": queries.last_word_on(request.context, participation),
        "is_open": open_now,
        "is_sent": submission is not None and submission.state in SENT,
        "last_day": last_day(participation),
        "steps": steps_of(context_or_404(request), participation, submission, open_now),
        "waiting_workbook": queries.waiting_workbook(request.context, participation),
        "uploads": queries.files_of(request.context, submission) if submission else [],
        "asked": queries.queries_on(request.context, participation),
        "can_take_back": bool(submission and allows(submission, Move.TAKE_BACK)),
        **together_on(request, participation),
    }
    return render(request, "submissions/participation_detail.html", page)


@require_safe
def workbook(request: HttpRequest, participation_id: UUID) -> HttpResponse:
    """Return the workbook, with what was typed online if something was: a blank one would come back without it."""
    context, participation = context_or_404(request), participation_or_404(request, participation_id)
    is_begun = getattr(participation, "submission", None) is not None
    filled = context.is_provider and is_begun and filled_workbook(by=context, participation=participation)
    name, data = filled or blank_workbook(participation=participation)
    return HttpResponse(data, XLSX, headers={"Content-Disposition": f'attachment; filename="{name}"'})


def upload(request: HttpRequest, participation_id: UUID) -> HttpResponse:
    """Receive an upload; a refusal stands at the field, and the file can be sent again from the same page."""
    participation = participation_or_404(request, participation_id, with_answers=False)
    form = UploadForm(request.POST, request.FILES) if request.method == "POST" else UploadForm()
    if request.method == "POST" and form.is_valid():
        file, by = form.cleaned_data["file"], context_or_404(request)
        data = file.read()
        read = check_upload.at_the_door(by=by, participation=participation, data=data)
        done = (
            read
            if isinstance(read, Refusal)
            else uploads.receive(
                by=by,
                participation_id=participation.id,
                file_name=file.name,
                data=data,
                reading=read,
                place=participation,
            )
        )
        if not isinstance(done, Refusal):
            if done.notice:
                messages.info(request, done.notice)
            return redirect("submissions:upload_progress", done.upload_id)
        form.add_error("file", done.because)
    submission = getattr(participation, "submission", None)
    page = {
        "participation": participation,
        "form": form,
        "is_open": is_open(participation, timezone.localdate()),
        "may_save": submission is None or allows(submission, Move.SAVE),
        "replaces": submission is not None and submission.state != ReturnState.NOT_STARTED,
        "is_typed_online": queries.standing_of(request.context, participation).is_typed_here,
    }
    return render(request, "submissions/upload.html", page)
