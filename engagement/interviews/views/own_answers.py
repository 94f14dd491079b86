"""A provider's page of a soft market test: it saves itself while somebody types, is sent, and changed until closing."""

import json
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.domain.refusal import Refusal
from accounts.lookups import context_or_404, or_404
from engagement.interviews.actions import written_answers as actions
from engagement.interviews.actions.written_answers import KeptAnswer, fields_of, why_not_send
from engagement.interviews.forms.market_tests import AnswersForm, typed_in
from engagement.interviews.queries import market_tests as queries
from engagement.models import AskedProvider
from engagement.permissions import can_answer_market_tests

LONGEST_BEFORE = 1_000_000


def _asked_or_404(request: HttpRequest, asked_provider_id: UUID) -> AskedProvider:
    return or_404(queries.own_asked_for(context_or_404(request), asked_provider_id))


@require_safe
def own_test_list(request: HttpRequest) -> HttpResponse:
    context = context_or_404(request)
    or_404(context if can_answer_market_tests(context) else None)
    rows = [(each, why_not_send(each.study)) for each in queries.own_asked(context)[:200]]
    return render(request, "engagement/interviews/own_test_list.html", {"rows": rows})


@require_http_methods(["GET", "HEAD", "POST"])
def own_test(request: HttpRequest, asked_provider_id: UUID) -> HttpResponse:
    """Show the questions with what is typed, or save and send it; what is wrong is said, and what was typed stays."""
    context, asked = context_or_404(request), _asked_or_404(request, asked_provider_id)
    if request.method != "POST":
        answer = queries.own_answer(context, asked)
        typed = answer.typed if answer else {}
        return _shown(request, asked, typed, before=typed)
    kept = _kept(request, asked)
    if kept.merged.clashes:
        mine = typed_in(request.POST, fields_of(asked.study))
        return _shown(request, asked, mine, before=kept.merged.typed, clashes=_clashes(asked, kept))
    if "later" in request.POST:
        messages.success(request, "Your answers are saved and not sent. You can go on with them at any time.")
        return redirect("engagement:own_test_list")
    form = AnswersForm(asked.study, kept.merged.typed)
    if not form.is_valid():
        return _shown(request, asked, kept.merged.typed, before=kept.merged.typed, form=form)
    done = or_404(actions.send(by=context, asked_id=asked.id))
    if isinstance(done, Refusal):
        return _shown(request, asked, kept.merged.typed, before=kept.merged.typed, refusal=done.because)
    messages.success(request, "Your answers are sent. A receipt is on its way to you by email.")
    return redirect("engagement:own_test", asked.id)


@require_POST
def own_test_save(request: HttpRequest, asked_provider_id: UUID) -> HttpResponse:
    """Save while somebody types, and say so, or which words of another page stand there."""
    asked = _asked_or_404(request, asked_provider_id)
    kept = _kept(request, asked)
    page = {
        "answer": kept.answer, "before": json.dumps(kept.merged.typed), "clashes": _clashes(asked, kept),
        "closed": why_not_send(asked.study),
    }  # fmt: skip
    return render(request, "engagement/interviews/_own_test_saved.html", page)


def _kept(request: HttpRequest, asked: AskedProvider) -> KeptAnswer:
    keys = fields_of(asked.study)
    before = _before(str(request.POST.get("before", "")), keys)
    typed = typed_in(request.POST, keys)
    return or_404(actions.save(by=context_or_404(request), asked_id=asked.id, before=before, typed=typed))


def _before(text: str, keys: list[str]) -> dict[str, str]:
    """Return what the page showed when it was opened; nothing, if that cannot be read."""
    try:
        found = json.loads(text) if len(text) <= LONGEST_BEFORE else {}
    except (ValueError, RecursionError):
        return {}
    return {key: str(found.get(key, "")) for key in keys} if isinstance(found, dict) else {}


def _clashes(asked: AskedProvider, kept: KeptAnswer) -> list[str]:
    titles = {each["key"]: each["title"] or each["question"] for each in asked.study.themes}
    return [titles.get(each.key, "Quotes") for each in kept.merged.clashes]


def _shown(
    request: HttpRequest, asked: AskedProvider, typed: Mapping[str, str], *, before: Mapping[str, str], **more: Any
) -> HttpResponse:
    keys = fields_of(asked.study)
    page = {
        "asked": asked, "study": asked.study, "form": AnswersForm(asked.study, typed).as_typed(),
        "closed": why_not_send(asked.study),
        "answer": queries.own_answer(context_or_404(request), asked), "workshop": queries.workshop_of(asked),
        "before": json.dumps({key: before.get(key, "") for key in keys}),
        "save_url": reverse("engagement:own_test_save", args=[asked.id]),
    }  # fmt: skip
    return render(request, "engagement/interviews/own_test.html", page | more)
