"""The page on which an analyst asks about several findings of a return at once: a text each, one due date."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from accounts.domain.context import Context
from accounts.domain.idempotency import key_of
from accounts.lookups import context_or_404
from costing.figure_words import day_in_words
from costing.findings import Audience
from submissions import queries
from submissions.models import Return, ReturnQuestion, VersionFinding
from submissions.permissions import can_ask_on
from submissions.questions.actions import new_questions
from submissions.questions.domain.questions import LONGEST, WHOLE_RETURN, NewQuestion, QuestionSubject
from submissions.questions.forms import AskTogetherForm
from submissions.views.lookups import current_or_404, return_or_404

PAGE = "submissions/questions/ask_together.html"


def ask_together(request: HttpRequest, return_id: UUID) -> HttpResponse:
    """Show a text for each figure that was ticked, then ask about all of them."""
    context, submission = context_or_404(request), return_or_404(request, return_id)
    if context.is_provider or not can_ask_on(context, submission.participation):
        raise Http404
    ticked = _ticked(request, context, submission)
    if not ticked:
        messages.info(request, "Nothing was ticked. Tick the findings to ask about.")
        return redirect("submissions:return_detail", submission.id)
    usual = queries.usual_cycle_of(context, submission.participation)
    form = AskTogetherForm(usual, [_field(one) for one in ticked], request.POST or None)
    if request.method == "POST" and form.is_valid():
        asked = [NewQuestion(_about(one), form.cleaned_data[_name(one)], one.code) for one in ticked]
        done = new_questions.ask_together(
            by=context,
            participation_id=submission.participation_id,
            asked=asked,
            due_on=form.cleaned_data["due_on"],
            cycle=form.cleaned_data["cycle"],
            key=key_of(request.POST.lists()),
        )
        if isinstance(done, list):
            messages.success(request, _sent(done))
            return redirect("submissions:return_detail", submission.id)
        form.add_error(None, done.because if done else "This cannot be asked any more.")
    page: dict[str, Any] = {"submission": submission, "form": form, "ticked": ticked}
    return render(request, PAGE, page)


def _ticked(request: HttpRequest, context: Context, submission: Return) -> list[VersionFinding]:
    """Return the ticked findings of the version that counts, one a figure, in the order of the page."""
    wanted = {*request.GET.getlist("findings"), *request.POST.getlist("findings")}
    found = [one for one in queries.findings_of(context, current_or_404(submission)) if str(one.id) in wanted]
    return list({one.key or one.id: one for one in reversed(found)}.values())[::-1]


def _name(finding: VersionFinding) -> str:
    return f"words-{finding.id}"


def _field(finding: VersionFinding) -> tuple[str, str, str]:
    """Return the field of a finding; it begins with what its provider was told, never with what is the team's own."""
    about = f"{finding.label or WHOLE_RETURN} ({finding.code})"
    return _name(finding), about, finding.message[:LONGEST] if finding.audience == Audience.PROVIDER else ""


def _about(finding: VersionFinding) -> QuestionSubject:
    return QuestionSubject(key=finding.key, label=finding.label or WHOLE_RETURN)


def _sent(made: list[ReturnQuestion]) -> str:
    due = f" Answers are due by {day_in_words(made[0].due_on)}." if made[0].due_on else ""
    return f"{len(made)} {'query is' if len(made) == 1 else 'queries are'} sent in one email.{due}"
