"""Pages of erasures: asked for by one administrator, consented to by another, done by a worker."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.domain.context import Context
from accounts.domain.refusal import Refusal
from accounts.erasures.actions import erasures as actions
from accounts.erasures.domain.states import OPEN, ErasureKind, ErasureState
from accounts.erasures.queries import erasure_for, erasures_found, open_erasure_of, why_not_consent_to
from accounts.lookups import or_404
from accounts.permissions import can_administer, can_read_audit_trail
from costofcare.erasures.domain import steps_of
from costofcare.erasures.domain.what_stays import WHAT_STAYS
from costofcare.erasures.forms import AskErasureForm, ConfirmErasureForm, ErasureFilter, WhomForm
from costofcare.erasures.queries import Subject, counts_by_step, progress_of, subject_for, subjects_found

A_PAGE = 25


@require_safe
def erasure_list(request: HttpRequest) -> HttpResponse:
    if not can_read_audit_trail(request.context):
        raise Http404
    context, chosen, whom = request.context, ErasureFilter(request.GET), WhomForm(request.GET)
    words = whom.cleaned_data.get("whom", "") if whom.is_valid() else ""
    page = Paginator(erasures_found(context, **chosen.wanted), A_PAGE).get_page(request.GET.get("page"))
    shown = {
        "page": page,
        "filter": chosen,
        "is_filtered": bool(chosen.wanted),
        "rows": [(one, _subject_of(context, one)) for one in page],
        "may_ask": can_administer(context),
        "whom": whom,
        "looked_for": words,
        "subjects": subjects_found(context, words),
        "form": whom,
    }
    return render(request, "costofcare/erasures/erasure_list.html", shown)


def _subject_of(context: Context | None, row: Any) -> Subject | None:
    """Return whom an erasure is about, while it is not done: afterwards nobody knows."""
    return subject_for(context, row.kind, row.subject_id) if row.state in OPEN else None


@require_http_methods(["GET", "HEAD", "POST"])
def erasure_ask(request: HttpRequest, whose: str, subject_id: UUID) -> HttpResponse:
    """Say what an erasure takes and leaves, and ask for it once the name is typed."""
    context = _administrator(request)
    subject = or_404(subject_for(context, whose, subject_id))
    if already := open_erasure_of(context, subject.id):
        messages.error(request, "An erasure of the same has been asked for already. This is it.")
        return redirect("erasure_detail", already.id)
    form = AskErasureForm(subject.name, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        reference = form.cleaned_data["reference"]
        made = actions.ask(by=context, kind=subject.kind, subject_id=subject.id, reference=reference)
        if not isinstance(made, Refusal):
            messages.success(
                request, "Nothing is erased yet: the erasure waits for a second administrator. We have told the others."
            )
            return redirect("erasure_detail", made.id)
        form.add_error(None, made.because)
    page = {"subject": subject, "form": form, "stays": WHAT_STAYS}
    return render(request, "costofcare/erasures/erasure_ask.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
def erasure_detail(request: HttpRequest, erasure_id: UUID) -> HttpResponse:
    """Show an erasure; a second administrator consents here by typing the name."""
    row = or_404(erasure_for(request.context, erasure_id))
    subject = _subject_of(request.context, row)
    waits = row.state == ErasureState.ASKED and subject is not None and can_administer(request.context)
    why_not = why_not_consent_to(request.context, row) if waits else ""
    form = ConfirmErasureForm(subject.name, request.POST or None) if waits and subject and not why_not else None
    if request.method == "POST" and form is None:
        messages.error(request, why_not or "This erasure does not wait for anybody any more.")
        return redirect("erasure_detail", row.id)
    if request.method == "POST" and form and form.is_valid():
        done = actions.consent(by=request.context, erasure_id=row.id)
        _say(request, done, "A worker erases now. We send you and whoever asked an email when it is done.")
        return redirect("erasure_detail", row.id)
    page = {
        "erasure": row,
        "state": ErasureState(row.state),
        "steps": steps_of(ErasureKind(row.kind)),
        "is_gone": row.state == ErasureState.ASKED and subject is None and can_administer(request.context),
        "is_at_work": row.state in (ErasureState.CONSENTED, ErasureState.WORKING),
        "subject": subject,
        "form": form,
        "may_administer": can_administer(request.context),
        "why_not": why_not,
        "can_take_back": row.state == ErasureState.ASKED and can_administer(request.context),
        "progress": progress_of(request.context, row.id),
        "counts": counts_by_step(ErasureKind(row.kind), row.counts),
        "tables": sorted(row.counts.items()),
        "stays": WHAT_STAYS,
    }
    return render(request, "costofcare/erasures/erasure_detail.html", page)


@require_POST
def erasure_take_back(request: HttpRequest, erasure_id: UUID) -> HttpResponse:
    context = _administrator(request)
    row = or_404(erasure_for(context, erasure_id))
    _say(request, actions.take_back(by=context, erasure_id=row.id), "The erasure is taken back. Nothing was erased.")
    return redirect(reverse("erasure_list"))


def _say(request: HttpRequest, done: object, words: str) -> None:
    if isinstance(done, Refusal):
        messages.error(request, done.because)
    else:
        messages.success(request, words)


def _administrator(request: HttpRequest) -> Context:
    context: Context | None = request.context
    if context is None or not can_administer(context):
        raise Http404
    return context
