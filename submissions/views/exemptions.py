"""Pages to ask for an exemption or withdraw the request, and for the independent team to decide."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from accounts.domain.refusal import Refusal
from accounts.lookups import context_or_404, or_404
from register.permissions import can_judge_scope
from submissions import queries
from submissions.actions import exemptions
from submissions.domain.exemptions import ExemptionReason, ExemptionState
from submissions.forms.exemptions import DecideForm, NotForUsForm, WordFilter
from submissions.models import ExemptionRequest
from submissions.views.lookups import participation_or_404

A_PAGE = 25


def say_not_for_us(request: HttpRequest, participation_id: UUID) -> HttpResponse:
    participation = participation_or_404(request, participation_id)
    form = NotForUsForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        done = exemptions.say(
            by=context_or_404(request),
            participation_id=participation.id,
            reason=ExemptionReason(form.cleaned_data["reason"]),
            words=form.cleaned_data["words"],
        )
        if isinstance(done, ExemptionRequest):
            messages.success(request, "The independent team will decide, and you get an email when it has.")
            return redirect("submissions:participation_detail", participation.id)
        form.add_error(None, done.because if done else "This cannot be said any more.")
    return render(request, "submissions/exemption_ask.html", {"participation": participation, "form": form})


@require_POST
def word_withdraw(request: HttpRequest, word_id: UUID) -> HttpResponse:
    word = _word_or_404(request, word_id)
    done = or_404(exemptions.withdraw(by=context_or_404(request), word_id=word.id))
    if isinstance(done, Refusal):
        messages.error(request, done.because)
    else:
        messages.success(request, f"You have withdrawn it. {word.participation.location_name} is asked as before.")
    return redirect("submissions:participation_detail", word.participation_id)


def word_detail(request: HttpRequest, word_id: UUID) -> HttpResponse:
    """Show a request to the team; the provider has it on the page of its return."""
    word = _word_or_404(request, word_id)
    if context_or_404(request).is_provider:
        return redirect("submissions:participation_detail", word.participation_id)
    may_decide = can_judge_scope(request.context, word.exercise) and word.state == ExemptionState.WAITING
    form = DecideForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        done = or_404(
            exemptions.decide(
                by=context_or_404(request),
                word_id=word.id,
                agrees=form.cleaned_data["decision"] == "agree",
                words=form.cleaned_data["words"],
            )
        )
        if not isinstance(done, Refusal):
            messages.success(request, "Your decision is kept. The provider is told by email.")
            return redirect("submissions:word_list")
        if may_decide:
            form.add_error(None, done.because)
        else:
            messages.error(request, done.because)
    return render(request, "submissions/exemption_detail.html", {"word": word, "form": form if may_decide else None})


@require_safe
def word_list(request: HttpRequest) -> HttpResponse:
    context = context_or_404(request)
    if not context.reads_returns:
        raise Http404
    form = WordFilter(request.GET)
    wanted = form.cleaned_data if form.is_valid() else {}
    found = queries.word_list(
        context, state=wanted.get("state", ""), search=wanted.get("q", ""), order=request.GET.get("sort", "")
    )
    page = {"filter": form, "page": Paginator(found, A_PAGE).get_page(request.GET.get("page"))}
    return render(request, "submissions/exemption_list.html", page)


def _word_or_404(request: HttpRequest, word_id: UUID) -> ExemptionRequest:
    return or_404(queries.word_for(context_or_404(request), word_id))
