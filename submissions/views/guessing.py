"""One click to take a likelier value, one to put the earlier one back."""

from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from submissions import queries
from submissions.actions import guessing
from submissions.actions.guessing import Taken, likely_of
from submissions.domain.guessing import Likely
from submissions.domain.outcomes import Refusal
from submissions.models import Participation, Return
from submissions.views.finding import context_of, own_return_or_404


@dataclass(frozen=True)
class Changed:
    """What was just changed, and where it is put back."""

    likely: Likely
    undo_url: str


@require_POST
def take_guess(request: HttpRequest, return_id: UUID, finding_id: UUID) -> HttpResponse:
    submission = own_return_or_404(request, return_id)
    done = guessing.take(by=context_of(request), submission=submission, finding_id=finding_id)
    return _where_next(request, submission, done, f"?changed={finding_id}")


@require_POST
def put_guess_back(request: HttpRequest, return_id: UUID, finding_id: UUID) -> HttpResponse:
    submission = own_return_or_404(request, return_id)
    done = guessing.put_back(by=context_of(request), submission=submission, finding_id=finding_id)
    if isinstance(done, Taken):
        messages.success(request, f"“{done.likely.label}” is {done.likely.before} again.")
    return _where_next(request, submission, done)


def _where_next(
    request: HttpRequest, submission: Return, done: Taken | Refusal | None, query: str = ""
) -> HttpResponse:
    """To the findings of the new version; where other answers wait to be checked, to all of them."""
    if done is None:
        raise Http404
    if isinstance(done, Refusal):
        messages.error(request, done.because)
        return redirect("submissions:findings", submission.id)
    if done.version is not None:
        return redirect(reverse("submissions:findings", args=[submission.id]) + query)
    return redirect(reverse("submissions:online_answers", args=[submission.participation_id]) + query)


def changed_on(request: HttpRequest, participation: Participation) -> Changed | None:
    """What the address says was just changed, as long as it stands so."""
    submission, wanted = getattr(participation, "submission", None), _uuid(request.GET.get("changed", ""))
    if submission is None or wanted is None:
        return None
    finding = queries.finding_for(request.context, submission, wanted)
    found = likely_of(finding) if finding else None
    standing = queries.standing_of(request.context, participation)
    if found is None or standing.typed.get(found.key, "") != found.typed_after:
        return None
    return Changed(found, reverse("submissions:put_guess_back", args=[submission.id, wanted]))


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
