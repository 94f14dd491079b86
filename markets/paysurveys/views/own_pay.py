"""A provider's page of a wage survey: it saves itself while somebody types, is sent, and corrected until closing."""

import json
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.domain.idempotency import key_of
from accounts.domain.refusal import Refusal
from accounts.lookups import context_or_404, or_404
from markets.lookups import own_pay_place_or_404
from markets.models import PayPlace
from markets.paysurveys import queries
from markets.paysurveys.actions import answers, questions
from markets.paysurveys.actions.answers import KeptDraft, standing_typed, why_not_send
from markets.paysurveys.domain.given_pay import KEYS
from markets.paysurveys.domain.pay_standing import floor_on
from markets.paysurveys.forms.own_pay import PayForm, PayWordsForm, typed_in
from markets.permissions import can_answer_pay

LONGEST_BEFORE = 20_000


@require_safe
def own_pay_list(request: HttpRequest) -> HttpResponse:
    context = context_or_404(request)
    or_404(context if can_answer_pay(context) else None)
    rows = [(place, why_not_send(place.survey)) for place in queries.own_places(context)[:500]]
    return render(request, "markets/paysurveys/own_pay_list.html", {"rows": rows})


@require_http_methods(["GET", "HEAD", "POST"])
def own_pay(request: HttpRequest, pay_place_id: UUID) -> HttpResponse:
    """Show the page, or save it and send it; what is wrong is said, and what was typed stays."""
    context = context_or_404(request)
    place = own_pay_place_or_404(request, pay_place_id)
    if request.method != "POST":
        typed = standing_typed(context, place)
        return _shown(request, place, PayForm(place.survey, typed).as_typed(), before=typed)
    kept = _kept(request, place)
    if kept.merged.clashes:
        form = PayForm(place.survey, typed_in(request.POST)).as_typed()
        return _shown(request, place, form, before=kept.merged.typed, clashes=kept.merged.clashes)
    form = PayForm(place.survey, kept.merged.typed)
    if "later" in request.POST:
        messages.success(request, "Your page is saved and not sent. You can go on with it at any time.")
        return redirect("markets:own_pay_list")
    if not form.is_valid() or form.pay is None:
        return _shown(request, place, form, before=kept.merged.typed)
    key = key_of(request.POST.lists())
    done = or_404(answers.send(by=context, place_id=place.id, pay=form.pay, typed=kept.merged.typed, key=key))
    if isinstance(done, Refusal):
        return _shown(request, place, form, before=kept.merged.typed, refusal=done.because)
    messages.success(request, "Your answer is sent. A receipt is on its way to you by email.")
    return redirect("markets:own_pay", place.id)


def _kept(request: HttpRequest, place: PayPlace) -> KeptDraft:
    before = _before(str(request.POST.get("before", "")))
    typed = typed_in(request.POST)
    done = answers.save(by=context_or_404(request), place_id=place.id, before=before, typed=typed)
    return or_404(done if isinstance(done, KeptDraft) else None)


def _before(text: str) -> dict[str, str]:
    """Return what the page showed when it was opened; nothing, if that cannot be read."""
    try:
        found = json.loads(text) if len(text) <= LONGEST_BEFORE else {}
    except (ValueError, RecursionError):
        return {}
    return {key: str(found.get(key, "")) for key in KEYS} if isinstance(found, dict) else {}


def _shown(request: HttpRequest, place: PayPlace, form: PayForm, *, before: Any, **more: Any) -> HttpResponse:
    context = context_or_404(request)
    sent = list(queries.answers_of(context, place))
    page = {
        "place": place,
        "survey": place.survey,
        "form": form,
        "before": json.dumps({key: before.get(key, "") for key in KEYS}),
        "draft": queries.draft_of(context, place),
        "sent": sent,
        "read": queries.read_answer(place.survey, place, sent[0]) if sent else None,
        "floor": floor_on(place.survey.reference_date),
        "closed": why_not_send(place.survey),
        "questions": [(one, PayWordsForm("Your reply")) for one in queries.questions_on(context, place)],
        "save_url": reverse("markets:own_pay_save", args=[place.id]),
    }
    return render(request, "markets/paysurveys/own_pay.html", page | more)


@require_POST
def own_pay_save(request: HttpRequest, pay_place_id: UUID) -> HttpResponse:
    """Save while somebody types, and say so, or which words of another page stand there."""
    place = own_pay_place_or_404(request, pay_place_id)
    kept = _kept(request, place)
    page = {
        "draft": queries.draft_of(context_or_404(request), place),
        "before": json.dumps(kept.merged.typed),
        "clashes": kept.merged.clashes,
        "closed": why_not_send(place.survey),
    }
    return render(request, "markets/paysurveys/_own_pay_saved.html", page)


@require_POST
def own_pay_reply(request: HttpRequest, pay_question_id: UUID) -> HttpResponse:
    context = context_or_404(request)
    row = or_404(queries.own_question(context, pay_question_id))
    form = PayWordsForm("Your reply", request.POST)
    if form.is_valid():
        done = or_404(questions.reply(by=context, question_id=row.id, words=form.cleaned_data["words"]))
        if not isinstance(done, Refusal):
            messages.success(request, "Your reply is sent to the independent team.")
            return redirect("markets:own_pay", row.place_id)
        form.add_error("words", done.because)
    return render(request, "markets/paysurveys/own_pay_reply.html", {"row": row, "form": form})
