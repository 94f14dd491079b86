"""Pages of the team: the surveys, whom one asks and who has answered, the answers, and questions about one."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.domain.idempotency import key_of
from accounts.domain.refusal import Refusal
from accounts.domain.whole_numbers import whole_number
from accounts.lookups import context_or_404, or_404
from markets.lookups import pay_survey_or_404
from markets.paysurveys import queries
from markets.paysurveys.actions import messages as survey_messages
from markets.paysurveys.actions import questions, surveys
from markets.paysurveys.domain.ask_words import AskKind
from markets.paysurveys.forms.own_pay import PayWordsForm
from markets.paysurveys.forms.surveys import PaySurveyForm, SurveyDaysForm
from markets.permissions import can_ask_for_pay, can_read_pay, can_run_pay_surveys, can_see_who_answered
from register import queries as register

A_PAGE = 100
HOMECARE = "homecare"


@require_safe
def pay_survey_list(request: HttpRequest) -> HttpResponse:
    context = context_or_404(request)
    or_404(context if can_see_who_answered(context) else None)
    found = list(queries.surveys_for(context))
    numbers = queries.numbers_of(found)
    rows = [(row, *numbers.get(row.id, (0, 0))) for row in found]
    page = {"rows": rows, "may_begin": can_run_pay_surveys(context), "may_read": can_read_pay(context)}
    return render(request, "markets/paysurveys/pay_survey_list.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
def pay_survey_new(request: HttpRequest) -> HttpResponse:
    context = context_or_404(request)
    or_404(context if can_run_pay_surveys(context) else None)
    exercises = register.exercises(context).filter(service=HOMECARE)
    form = PaySurveyForm(exercises, request.POST or None)
    if request.method == "POST" and form.is_valid():
        done = or_404(surveys.begin(by=context, told=form.told, key=key_of(request.POST.lists())))
        if not isinstance(done, Refusal):
            messages.success(request, f"{done.name} is begun. Nobody has been told yet: write to those who are asked.")
            return redirect("markets:pay_survey_detail", done.id)
        form.add_error(None, done.because)
    return render(request, "markets/paysurveys/pay_survey_new.html", {"form": form})


@require_safe
def pay_survey_detail(request: HttpRequest, survey_id: UUID) -> HttpResponse:
    """Show whom a survey asks and who has answered, and no answer."""
    context, survey = context_or_404(request), pay_survey_or_404(request, survey_id)
    words, state = request.GET.get("q", "")[:200].replace("\0", ""), request.GET.get("state", "")
    asked, answered = queries.numbers_of([survey]).get(survey.id, (0, 0))
    page = {
        "survey": survey,
        "asked": asked,
        "answered": answered,
        "q": words,
        "state": state,
        "places": Paginator(queries.places_of(context, survey, words, state), A_PAGE).get_page(request.GET.get("page")),
        "is_over": survey.closes_on < timezone.localdate(),
        "may_write": can_ask_for_pay(context),
        "may_read": can_read_pay(context),
        "may_change": can_run_pay_surveys(context),
        "counts": queries.counts_for(context).filter(survey=survey).first(),
    }
    return render(request, "markets/paysurveys/pay_survey_detail.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
def pay_survey_change(request: HttpRequest, survey_id: UUID) -> HttpResponse:
    context, survey = context_or_404(request), pay_survey_or_404(request, survey_id)
    or_404(context if can_run_pay_surveys(context) else None)
    days = {"opens_on": survey.opens_on, "closes_on": survey.closes_on}
    form = SurveyDaysForm(request.POST or None, initial=days)
    if request.method == "POST" and form.is_valid():
        edition = whole_number(request.POST.get("edition", ""))
        done = or_404(surveys.change(by=context, survey_id=survey.id, edition=edition, **form.cleaned_data))
        if not isinstance(done, Refusal):
            messages.success(request, f"{done.name} is changed.")
            return redirect("markets:pay_survey_detail", survey.id)
        form.add_error(None, done.because)
    return render(request, "markets/paysurveys/pay_survey_change.html", {"survey": survey, "form": form})


@require_POST
def pay_survey_write(request: HttpRequest, survey_id: UUID) -> HttpResponse:
    """Begin a message in the engagement room, where it is worded, its recipients are looked at, and it is sent."""
    context, survey = context_or_404(request), pay_survey_or_404(request, survey_id)
    kind = AskKind.INVITE if request.POST.get("kind") == AskKind.INVITE else AskKind.REMIND
    key = key_of(request.POST.lists())
    done = or_404(survey_messages.draft_message(by=context, survey_id=survey.id, kind=kind, key=key))
    if isinstance(done, Refusal):
        messages.error(request, done.because)
        return redirect("markets:pay_survey_detail", survey.id)
    messages.success(request, "A message is begun. Change its words, look who gets it, and send it.")
    return redirect("engagement:step_detail", survey.exercise_id, done)


@require_safe
def pay_answer_list(request: HttpRequest, survey_id: UUID) -> HttpResponse:
    context, survey = context_or_404(request), pay_survey_or_404(request, survey_id)
    or_404(context if can_read_pay(context) else None)
    rows = queries.read_answers(context, survey)
    looked = [row for row in rows if row.remarks] if request.GET.get("only") == "remarks" else rows
    page = {
        "survey": survey,
        "rows": Paginator(looked, A_PAGE).get_page(request.GET.get("page")),
        "all": len(rows),
        "remarked": sum(bool(row.remarks) for row in rows),
        "only": request.GET.get("only", ""),
    }
    return render(request, "markets/paysurveys/pay_answer_list.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
def pay_answer_detail(request: HttpRequest, survey_id: UUID, pay_place_id: UUID) -> HttpResponse:
    """Show an answer with its versions and questions; by POST, ask the provider."""
    context, survey = context_or_404(request), pay_survey_or_404(request, survey_id)
    place = or_404(queries.place_for(context, survey, pay_place_id))
    form = PayWordsForm("Your question", request.POST or None)
    if request.method == "POST":
        or_404(context if can_run_pay_surveys(context) else None)
        if form.is_valid():
            told = {"words": form.cleaned_data["words"], "key": key_of(request.POST.lists())}
            done = or_404(questions.ask(by=context, survey_id=survey.id, place_id=place.id, **told))
            if not isinstance(done, Refusal):
                messages.success(request, "Your question is sent.")
                return redirect("markets:pay_answer_detail", survey.id, place.id)
            form.add_error("words", done.because)
    versions = list(queries.answers_of(context, place))
    page = {
        "survey": survey,
        "place": place,
        "versions": [queries.read_answer(survey, place, row) for row in versions],
        "questions": queries.questions_on(context, place),
        "form": form,
        "may_ask": can_run_pay_surveys(context),
    }
    return render(request, "markets/paysurveys/pay_answer_detail.html", page)
