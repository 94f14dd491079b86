"""The payment lab: up to four rules side by side over the council's visits, worked out from the address."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts.domain.context import Context
from accounts.domain.idempotency import key_of
from accounts.domain.refusal import Refusal
from accounts.lookups import or_404
from markets.fees.domain.result import scenario_result
from markets.fees.domain.saved_scenario import council_of, inputs_of
from markets.fees.queries import scenario_for, scenarios_for
from markets.lookups import payment_lab_or_404
from markets.models import RateCard
from markets.payment.actions import asked_runs, lab_runs
from markets.payment.domain.lab_page import LabPage, lab_page
from markets.payment.domain.lab_question import LabQuestion
from markets.payment.domain.lab_terms import needs_visits_says
from markets.payment.domain.rule_shelf import RuleShelf, rule_shelf
from markets.payment.forms import LabChoices, PaymentLabForm, PaymentRunNameForm
from markets.payment.queries import held_span, own_rules
from markets.payment.queries.half_minutes import lab_answer
from markets.profiles.queries import names_of
from markets.ratecards.queries import cards_for
from spreadsheets.decimals import rounded

MOST_SCENARIOS = 100
OF_A_VISIT = "Start and end rounded apart are paid a visit at a time: {named} has no week"


def shelf_of(context: Context) -> RuleShelf:
    return rule_shelf((str(row.id), row.label, row.cells) for row in own_rules(context))


def page_of(document: dict[str, Any]) -> LabPage | None:
    """Return a document in words, with the names of its locations as the register has them."""
    return lab_page(document, names_in(document))


def names_in(document: dict[str, Any]) -> dict[str, str]:
    refs = {line["ref"] for line in document["lines"] if line["level"] == "provider"}
    return names_of(refs | {one["whose"] for one in document["drawn_out"] if one["whose"]})


@require_http_methods(["GET", "HEAD", "POST"])
def payment_lab(request: HttpRequest) -> HttpResponse:
    """Show what rules come to; a post keeps it as a run under a name, or leaves it to a worker."""
    context = payment_lab_or_404(request)
    typed = request.POST if request.method == "POST" else request.GET
    shelf, cards, span = shelf_of(context), list(cards_for(context)), held_span(context)
    scenarios = [(str(row.id), row.name) for row in scenarios_for(context)[:MOST_SCENARIOS]]
    choices = LabChoices(shelf.choices, [(str(card.id), card.name) for card in cards], scenarios, span)
    form = PaymentLabForm(typed, choices)
    name_form = PaymentRunNameForm(request.POST if request.method == "POST" else None)
    question = _question(context, form, shelf, cards) if span and form.is_valid() else None
    needs = question.needs_visits if question else []
    document = _document(context, question) if question and not needs else None
    if request.method == "POST" and question is not None and name_form.is_valid():
        done = or_404(_kept(request, context, name_form.cleaned_data["name"], question, document))
        if not isinstance(done, Refusal):
            return redirect("markets:payment_asked" if needs else "markets:payment_run", done.id)
        name_form.add_error(None, done.because)
    page = {
        "form": form,
        "name_form": name_form,
        "span": span,
        "days": question.days if question else span,
        "needs": needs_visits_says(needs) if needs else "",
        "shown": page_of(document) if document else None,
        "document": document,
        "is_tried": document is not None,
    }
    return render(request, "markets/payment/payment_lab.html", page)


def _kept(request: HttpRequest, by: Context, name: str, question: LabQuestion, document: dict[str, Any] | None) -> Any:
    key = key_of(request.POST.lists())
    if document is None:
        return asked_runs.ask_for_run(by=by, name=name, question=question, key=key)
    return lab_runs.keep_run(by=by, name=name, document=document, key=key)


def _question(context: Context, form: PaymentLabForm, shelf: RuleShelf, cards: list[RateCard]) -> LabQuestion | None:
    """Return what is asked; None where a rule has no such level, or there are no such months."""
    days = form.days
    if days is None:
        return None
    found = form.cleaned_data
    card = next((one for one in cards if str(one.id) == found["card"]), None)
    asked_card = {"basis": str(card.basis), "lines": card.lines} if card else {}
    fees = _fees(context, found["scenario"])
    question = LabQuestion(shelf.chosen(form.chosen), shelf.cells, form.asked, days, asked_card, fees)
    if question.impossible:
        named = ", ".join(f"“{label}”" for label in question.impossible)
        form.add_error(None, OF_A_VISIT.format(named=named))
        return None
    return question


def _document(context: Context, question: LabQuestion) -> dict[str, Any] | None:
    """Return the answer of the half-minutes as a document."""
    found = lab_answer(context, question.days, question.rules, question.rates, question.terms)
    return None if found is None else question.document(found)


def _fees(context: Context, chosen: str) -> dict[str, str]:
    """Return the fair rates an hour of a scenario by zone, to a hundredth of a penny; none without one."""
    row = scenario_for(context, UUID(chosen)) if chosen else None
    inputs = inputs_of(row.inputs) if row else None
    if row is None or inputs is None:
        return {}
    zones = scenario_result(inputs, council_of(row.council)).zones
    return {zone.name: f"{rounded(zone.fee.rate, 4):f}" for zone in zones}
