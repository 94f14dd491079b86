"""Test support: a scenario and a rate card as a council keeps them, for the crawls over all pages."""

from datetime import date
from decimal import Decimal

from accounts.domain.context import Context
from markets.fees.actions import scenarios
from markets.fees.domain.input_sources import usual_sources
from markets.fees.domain.term_list import usual_inputs
from markets.models import FeeScenario, OwnPaymentRule, PaymentRun, RateCard
from markets.payment.actions import lab_runs, own_rules
from markets.payment.domain.lab_document import LabAnswer, lab_document
from markets.payment.domain.lab_terms import OutcomeTerms
from markets.payment.domain.preset_rules import preset_cells, preset_rules
from markets.ratecards.actions import cards
from markets.ratecards.domain.card_lines import CardBasis, CardLine, DayKind
from markets.ratecards.domain.typed_card import TypedCard

DAY = date(2026, 4, 1)


def a_fee_scenario(by: Context) -> FeeScenario:
    inputs = usual_inputs(DAY)
    assert inputs is not None
    made = scenarios.start(by=by, name="Fair from April", inputs=inputs, sources=usual_sources(inputs))
    assert isinstance(made, FeeScenario)
    return made


def a_rate_card(by: Context) -> RateCard:
    line = CardLine("urban", 30, DayKind.WEEKDAY, 1, Decimal("13.87"))
    made = cards.keep(by=by, card=TypedCard("From April", CardBasis.VISIT, DAY, None, [line]))
    assert isinstance(made, RateCard)
    return made


def a_payment_rule(by: Context) -> OwnPaymentRule:
    cells = {"key": "own", "basis": "actual", "precision": "minute_down", "rounding": "nearest", "step_minutes": "5"}
    made = own_rules.keep_rule(by=by, label="Fives", cells=cells)
    assert isinstance(made, OwnPaymentRule)
    return made


def a_payment_run(by: Context) -> PaymentRun:
    """Keep a run over no visits: that nobody else finds it does not hang on what is in it."""
    asked = {"rules": ["planned"], "rate": "24", "card": "", "ends": 50, **OutcomeTerms().as_json}
    found = LabAnswer([], [], DAY, DAY, 0)
    rules = {"planned": preset_rules()["planned"]}
    made = lab_runs.keep_run(by=by, name="Today", document=lab_document(rules, preset_cells(), asked, found))
    assert isinstance(made, PaymentRun)
    return made
