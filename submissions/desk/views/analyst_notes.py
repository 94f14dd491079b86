"""Write a note to the other analysts about a return, and take it back."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from accounts.domain.idempotency import key_of
from accounts.domain.refusal import Refusal
from accounts.lookups import context_or_404, or_404
from submissions.desk import queries
from submissions.desk.actions import analyst_notes
from submissions.desk.forms import NoteForm
from submissions.permissions import can_decide
from submissions.views.lookups import return_or_404


@require_POST
def write(request: HttpRequest, return_id: UUID) -> HttpResponse:
    """Keep a note; what cannot be kept comes back with what was typed."""
    context, submission = context_or_404(request), return_or_404(request, return_id)
    if not can_decide(context, submission):
        raise Http404
    form = NoteForm(request.POST)
    if form.is_valid():
        words, key = form.cleaned_data["words"], key_of(request.POST.lists())
        done = analyst_notes.write(by=context, return_id=submission.id, words=words, key=key)
        if not isinstance(done, Refusal):
            messages.success(request, "The note is kept.")
            return redirect("submissions:return_detail", submission.id)
        form.add_error("words", done.because)
    return render(request, "submissions/desk/note.html", {"submission": submission, "form": form})


@require_POST
def take_back(request: HttpRequest, analyst_note_id: UUID) -> HttpResponse:
    context = context_or_404(request)
    note = or_404(queries.note_for(context, analyst_note_id))
    done = or_404(analyst_notes.take_back(by=context, note_id=note.id))
    if isinstance(done, Refusal):
        messages.error(request, done.because)
    else:
        messages.success(request, "The note is taken back.")
    return redirect("submissions:return_detail", note.submission_id)
