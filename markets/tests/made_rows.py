"""Test support: a scenario and a rate card as a council keeps them, for the crawls over all pages."""

from datetime import date
from decimal import Decimal

from django.utils import timezone

from accounts.domain.context import Context
from markets.fees.actions import scenarios
from markets.fees.domain.input_sources import usual_sources
from markets.fees.domain.term_list import usual_inputs
from markets.models import Dataset, FeeScenario, RateCard
from markets.permissions import holders_looked_after
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


def a_dataset(by: Context) -> Dataset:
    """Return a file of visits that waits to be mapped, of whichever holder the asker looks after."""
    columns = [{"name": "Branch", "field": "provider_ref", "why": "Its name says so.", "looks": []}]
    return Dataset.objects.create(
        authority_id=by.own_authority,
        holder=next(iter(holders_looked_after(by))),
        state="mapping",
        file_name="june.csv",
        size=1,
        sha256="0" * 64,
        layout={"fingerprint": "0" * 64, "names": ["Branch"], "columns": columns},
        received_at=timezone.now(),
        received_by_id=by.person_id,
    )


def a_rate_card(by: Context) -> RateCard:
    line = CardLine("urban", 30, DayKind.WEEKDAY, 1, Decimal("13.87"))
    made = cards.keep(by=by, card=TypedCard("From April", CardBasis.VISIT, DAY, None, [line]))
    assert isinstance(made, RateCard)
    return made
