"""Take a suggested value with one click, and put the earlier one back with another."""

from dataclasses import dataclass
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from accounts.domain.refusal import Refusal
from accounts.domain.whole_numbers import whole_number
from accounts.lookups import context_or_404
from register.queries import Participation
from submissions import queries
from submissions.actions import online_suggestions, suggestions
from submissions.actions.online_suggestions import TakenHere
from submissions.actions.suggestions import Taken, likely_of
from submissions.domain.suggestions import Likely
from submissions.models import Return
from submissions.views.lookups import own_return_or_404


@dataclass(frozen=True)
class Changed:
    """The last change, and the address that puts it back."""

    likely: Likely
    undo_url: str


@require_POST
def take_guess(request: HttpRequest, return_id: UUID, finding_id: UUID) -> HttpResponse:
    submission = own_return_or_404(request, return_id)
    done = suggestions.take(by=context_or_404(request), submission=submission, finding_id=finding_id)
    return _where_next(request, submission, done, f"?changed={finding_id}")


@require_POST
def put_guess_back(request: HttpRequest, return_id: UUID, finding_id: UUID) -> HttpResponse:
    submission = own_return_or_404(request, return_id)
    done = suggestions.put_back(by=context_or_404(request), submission=submission, finding_id=finding_id)
    if isinstance(done, Taken):
        messages.success(request, f"“{done.likely.label}” is {done.likely.before} again.")
    return _where_next(request, submission, done)


def _where_next(
    request: HttpRequest, submission: Return, done: Taken | Refusal | None, query: str = ""
) -> HttpResponse:
    """Return where to go next: the new version's findings; if other changes wait to be checked, to all answers."""
    if done is None:
        raise Http404
    if isinstance(done, Refusal):
        messages.error(request, done.because)
        return redirect("submissions:findings", submission.id)
    if done.version is not None:
        return redirect(reverse("submissions:findings", args=[submission.id]) + query)
    return redirect(reverse("submissions:online_answers", args=[submission.participation_id]) + query)


@require_POST
def take_online_guess(request: HttpRequest, participation_id: UUID) -> HttpResponse:
    """Take the suggestion for an answer that is still being typed; nothing is finished along with it."""
    asked = {name: request.POST.get(name, "") for name in ("code", "key", "seen", "wanted")}
    done = online_suggestions.take(by=context_or_404(request), participation_id=participation_id, **asked)
    return _back_to_answers(request, participation_id, done)


@require_POST
def put_online_guess_back(request: HttpRequest, participation_id: UUID) -> HttpResponse:
    key, number = _taken_in(request)
    done = online_suggestions.put_back(
        by=context_or_404(request), participation_id=participation_id, key=key, number=number
    )
    if isinstance(done, TakenHere):
        messages.success(request, f"“{done.likely.label}” is {done.likely.after} again.")
        return redirect("submissions:online_answers", participation_id)
    return _back_to_answers(request, participation_id, done)


def _back_to_answers(request: HttpRequest, participation_id: UUID, done: TakenHere | Refusal | None) -> HttpResponse:
    if done is None:
        raise Http404
    here = reverse("submissions:online_answers", args=[participation_id])
    if isinstance(done, Refusal):
        messages.error(request, done.because)
        return redirect(here)
    return redirect(f"{here}?{urlencode({'took': done.likely.key, 'save': done.number})}")


def _taken_in(request: HttpRequest) -> tuple[str, int]:
    number = request.GET.get("save", "")
    return request.GET.get("took", ""), whole_number(number)


def changed_here(request: HttpRequest, participation: Participation) -> Changed | None:
    """Return the change that the address names, made online before finishing, if the answer is still as changed."""
    key, number = _taken_in(request)
    done = online_suggestions.taken(request.context, participation, key, number)
    if done is None:
        return None
    undo = reverse("submissions:put_online_guess_back", args=[participation.id])
    return Changed(done.likely, f"{undo}?{urlencode({'took': key, 'save': number})}")


def changed_on(request: HttpRequest, participation: Participation) -> Changed | None:
    """Return the change that the address names, if the answer is still as changed."""
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
