"""The payment lab: up to four rules side by side over the council's visits, worked out from the address."""

from dataclasses import replace
from datetime import date
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
from markets.payment.actions import lab_runs
from markets.payment.domain.cell_rates import RatesOfLab
from markets.payment.domain.lab_document import lab_document
from markets.payment.domain.lab_page import LabPage, lab_page
from markets.payment.domain.lab_terms import TooCoarse
from markets.payment.domain.rule_shelf import RuleShelf, rule_shelf
from markets.payment.forms import PaymentLabForm, PaymentRunNameForm
from markets.payment.queries import held_span, lab_answer, own_rules
from markets.profiles.queries import names_of
from markets.ratecards.domain.card_lines import CardBasis, lines_of
from markets.ratecards.queries import cards_for
from spreadsheets.decimals import rounded

MOST_SCENARIOS = 100


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
    """Show what rules come to; a post keeps it as a run under a name."""
    context = payment_lab_or_404(request)
    typed = request.POST if request.method == "POST" else request.GET
    shelf, cards = shelf_of(context), list(cards_for(context))
    scenarios = [(str(row.id), row.name) for row in scenarios_for(context)[:MOST_SCENARIOS]]
    form = PaymentLabForm(typed, shelf.choices, [(str(card.id), card.name) for card in cards], scenarios)
    name_form = PaymentRunNameForm(request.POST if request.method == "POST" else None)
    span = held_span(context)
    document = _document(context, span, form, shelf, cards) if span and form.is_valid() else None
    if request.method == "POST" and document is not None and name_form.is_valid():
        name, key = name_form.cleaned_data["name"], key_of(request.POST.lists())
        done = or_404(lab_runs.keep_run(by=context, name=name, document=document, key=key))
        if not isinstance(done, Refusal):
            return redirect("markets:payment_run", done.id)
        name_form.add_error(None, done.because)
    page = {
        "form": form,
        "name_form": name_form,
        "span": span,
        "shown": page_of(document) if document else None,
        "document": document,
        "is_tried": document is not None,
    }
    return render(request, "markets/payment/payment_lab.html", page)


def _document(
    context: Context, span: tuple[date, date], form: PaymentLabForm, shelf: RuleShelf, cards: list[RateCard]
) -> dict[str, Any] | None:
    """Return the answer as a document; None where rules need the visits, which the form then says."""
    rules = shelf.chosen(form.chosen)
    rates = rates_of(form, cards)
    try:
        found = lab_answer(context, span, rules, rates, form.terms)
    except TooCoarse as trouble:
        for number, one in enumerate(form.rule_fields, 1):
            if shelf.rules.get(str(one.value())) and shelf.rules[str(one.value())].needs_visits:
                form.add_error(f"rule_{number}", str(trouble))
        return None
    if found is None:
        return None
    fees = _fees(context, form.cleaned_data["scenario"])
    return lab_document(rules, shelf.cells, form.asked, replace(found, fees=fees))


def _fees(context: Context, chosen: str) -> dict[str, str]:
    """Return the fair rates an hour of a scenario by zone, to a hundredth of a penny; none without one."""
    row = scenario_for(context, UUID(chosen)) if chosen else None
    inputs = inputs_of(row.inputs) if row else None
    if row is None or inputs is None:
        return {}
    zones = scenario_result(inputs, council_of(row.council)).zones
    return {zone.name: f"{rounded(zone.fee.rate, 4):f}" for zone in zones}


def rates_of(form: PaymentLabForm, cards: list[RateCard]) -> RatesOfLab:
    rates = RatesOfLab(hourly=form.cleaned_data["rate"])
    card = next((one for one in cards if str(one.id) == form.cleaned_data["card"]), None)
    return rates if card is None else replace(rates, lines=lines_of(card.lines), basis=CardBasis(card.basis))
