"""Pages of questions to people who use care: a set, its paper form, counts typed or pasted in, and what is shown."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.domain.context import Context
from accounts.domain.idempotency import key_of
from accounts.domain.refusal import Refusal
from accounts.domain.whole_numbers import whole_number
from accounts.lookups import or_404
from markets.models import ServiceUserQuestions
from markets.permissions import can_look_after_tables
from markets.programme import queries
from markets.programme.actions import question_sets
from markets.programme.domain.answer_counts import shown_answers
from markets.programme.domain.question_sets import questions_in
from markets.programme.forms import AnswerCountsForm, PastedAnswersForm, QuestionSetForm
from markets.programme.views.programmes import keeper_or_404, reader_or_404


def question_set_or_404(request: HttpRequest, question_set_id: UUID) -> tuple[Context, ServiceUserQuestions]:
    context = reader_or_404(request)
    return context, or_404(queries.question_set_for(context, question_set_id))


def counter_or_404(request: HttpRequest, question_set_id: UUID) -> tuple[Context, ServiceUserQuestions]:
    context, row = question_set_or_404(request, question_set_id)
    return context, or_404(row if can_look_after_tables(context) else None)


@require_http_methods(["GET", "HEAD", "POST"])
def question_set_new(request: HttpRequest, programme_id: UUID) -> HttpResponse:
    context, row = keeper_or_404(request, programme_id)
    form = QuestionSetForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        done = or_404(
            question_sets.define(
                by=context, programme_id=row.id, name=form.cleaned_data["name"].strip(), questions=form.questions,
                key=key_of(request.POST.lists()),
            )
        )  # fmt: skip
        if not isinstance(done, Refusal):
            messages.success(request, "Kept. Print the form, then type in how many answered how.")
            return redirect("markets:question_set_detail", done.id)
        form.add_error(None, done.because)
    return render(request, "markets/programme/question_set_new.html", {"row": row, "form": form})


@require_safe
def question_set_detail(request: HttpRequest, question_set_id: UUID) -> HttpResponse:
    context, row = question_set_or_404(request, question_set_id)
    questions, zones = questions_in(row.questions), queries.zones_of(row.programme)
    page = {
        "row": row, "shown": shown_answers(questions, row.answers, zones), "has_answers": bool(row.answers),
        "may_write": can_look_after_tables(context), "zones": list(enumerate(zones, 1)),
    }  # fmt: skip
    return render(request, "markets/programme/question_set_detail.html", page)


@require_safe
def question_set_form(request: HttpRequest, question_set_id: UUID) -> HttpResponse:
    """Show the set as a form to be printed."""
    _, row = question_set_or_404(request, question_set_id)
    page = {
        "row": row, "questions": list(enumerate(questions_in(row.questions), 1)),
        "zones": queries.zones_of(row.programme),
    }  # fmt: skip
    return render(request, "markets/programme/question_set_form.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
def question_set_answers(request: HttpRequest, question_set_id: UUID) -> HttpResponse:
    """Type in the counts of the zone that the address names by its number."""
    context, row = counter_or_404(request, question_set_id)
    questions, zones = questions_in(row.questions), queries.zones_of(row.programme)
    number = whole_number(request.GET.get("zone", "1"))
    zone = or_404(zones[number - 1] if 1 <= number <= len(zones) else None)
    initial: dict[str, Any] = {
        f"n-{place}-{at}": row.answers.get(one.key, {}).get(zone, {}).get(answer)
        for place, one in enumerate(questions, 1)
        for at, answer in enumerate(one.kind.answers)
    }
    form = AnswerCountsForm(request.POST if request.method == "POST" else None, questions=questions, initial=initial)
    if request.method == "POST" and form.is_valid():
        edition = whole_number(request.POST.get("edition", ""))
        done = or_404(
            question_sets.keep_counts(by=context, question_set_id=row.id, edition=edition, told=form.told(zone))
        )
        if not isinstance(done, Refusal):
            messages.success(request, f"The counts of {zone} are kept.")
            return redirect("markets:question_set_detail", row.id)
        form.add_error(None, done.because)
    page = {"row": row, "form": form, "zone": zone, "zones": list(enumerate(zones, 1)), "number": number}
    return render(request, "markets/programme/question_set_answers.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
def question_set_paste(request: HttpRequest, question_set_id: UUID) -> HttpResponse:
    """Take counts of many zones out of a pasted table."""
    context, row = counter_or_404(request, question_set_id)
    questions, zones = questions_in(row.questions), queries.zones_of(row.programme)
    form = PastedAnswersForm(
        request.POST if request.method == "POST" else None, questions=questions, zones=zones
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        or_404(question_sets.keep_counts(by=context, question_set_id=row.id, edition=None, told=form.told))
        messages.success(request, f"{len(form.told):,} counts are kept.")
        return redirect("markets:question_set_detail", row.id)
    page = {"row": row, "form": form, "questions": list(enumerate(questions, 1)), "zones": zones}
    return render(request, "markets/programme/question_set_paste.html", page)


@require_POST
def question_set_throw_away(request: HttpRequest, question_set_id: UUID) -> HttpResponse:
    context, row = counter_or_404(request, question_set_id)
    or_404(question_sets.throw_away(by=context, question_set_id=row.id))
    messages.success(request, f"{row.name} is thrown away with its counts.")
    return redirect("markets:programme_detail", row.programme_id)
