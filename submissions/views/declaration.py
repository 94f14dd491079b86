"""Pages to sign and submit a return, with the receipt, and to take it back."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.domain.refusal import Refusal
from accounts.domain.whole_numbers import whole_number
from accounts.lookups import context_or_404
from register.permissions import is_open
from submissions import queries
from submissions.actions import returns
from submissions.domain.states import Move, ReturnState
from submissions.forms.returns import DeclarationForm
from submissions.permissions import allows
from submissions.views.findings import table_of
from submissions.views.lookups import current_or_404, own_return_or_404


def declaration(request: HttpRequest, return_id: UUID) -> HttpResponse:
    """Show what is signed, and submit; a version that a colleague replaced meanwhile is refused in words."""
    submission = own_return_or_404(request, return_id)
    version = current_or_404(submission)
    if not allows(submission, Move.SUBMIT):
        messages.info(
            request, f"Nothing is left to sign: this return is {ReturnState(submission.state).label.lower()}."
        )
        return redirect("submissions:participation_detail", submission.participation_id)
    form = DeclarationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        seen = request.POST.get("version", "")
        done = returns.submit(
            by=context_or_404(request),
            return_id=submission.id,
            version_number=whole_number(seen),
            declared_by_name=form.cleaned_data["name"],
        )
        if not isinstance(done, Refusal):
            return redirect("submissions:receipt", submission.id)
        form.add_error(None, done.because)
    page = {
        "submission": submission,
        "version": version,
        "form": form,
        "table": table_of(version),
        "waiting_workbook": queries.waiting_workbook(request.context, submission.participation),
        "waiting_online": queries.waiting_online(request.context, submission.participation),
        "waiting": queries.still_to_explain(request.context, submission),
        "is_open": is_open(submission.participation, timezone.localdate()),
    }
    return render(request, "submissions/declaration.html", page)


@require_safe
def receipt(request: HttpRequest, return_id: UUID) -> HttpResponse:
    submission = own_return_or_404(request, return_id)
    if submission.state in (ReturnState.NOT_STARTED, ReturnState.IN_PROGRESS):
        raise Http404
    version = current_or_404(submission)
    upload = queries.uploads_of(request.context, submission).filter(version=version).first()
    page = {
        "submission": submission,
        "version": version,
        "upload": upload,
        "can_take_back": allows(submission, Move.TAKE_BACK),
        "is_open": is_open(submission.participation, timezone.localdate()),
    }
    return render(request, "submissions/receipt.html", page)


def take_back(request: HttpRequest, return_id: UUID) -> HttpResponse:
    submission = own_return_or_404(request, return_id)
    if request.method == "POST":
        done = returns.take_back(by=context_or_404(request), return_id=submission.id)
        if isinstance(done, Refusal):
            messages.error(request, done.because)
        else:
            messages.success(request, "You have taken the return back. Correct it and submit it again.")
        return redirect("submissions:participation_detail", submission.participation_id)
    return render(request, "submissions/take_back.html", {"submission": submission})
