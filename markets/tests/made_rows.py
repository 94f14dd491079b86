"""Test support: a scenario and a rate card as a council keeps them, for the crawls over all pages."""

from datetime import date
from decimal import Decimal

from accounts.domain.context import Context
from markets.fees.actions import scenarios
from markets.fees.domain.input_sources import usual_sources
from markets.fees.domain.term_list import usual_inputs
from markets.models import FeeScenario, RateCard
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
