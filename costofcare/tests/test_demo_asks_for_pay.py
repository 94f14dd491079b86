"""The demo's wage surveys: one whose counts the council sees, and one that is open, half answered and typed in."""

from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest
from django.utils import timezone

from accounts.tests.pages import get, no_second_factor, text_of
from costofcare.demo import wages
from costofcare.demo.people import ADA, ANA, FAY, NED
from markets.models import PayAnswer, PayCounts, PayDraft
from markets.paysurveys.domain.shown_counts import shown_counts
from markets.tests.asked_market import asked_market
from markets.tests.council import Council, make_council

__all__ = ["no_second_factor"]


class OneProviderForAll:
    """A stage on which Ada types for everybody; whoever is asked for by name is of the council's cast."""

    def __init__(self, cast: Council) -> None:
        self.contexts = {ADA.email: cast.ada}
        self._cast = {ANA.email: cast.dev, FAY.email: cast.fay, NED.email: cast.ned, ADA.email: cast.ada}

    def __getitem__(self, player: Any) -> Any:
        return self._cast[player.email]

    def sender(self, branch: Any, provider: Any) -> Any:
        return self._cast[ADA.email]


@pytest.mark.django_db
@pytest.mark.usefixtures("no_second_factor")
def test_one_is_counted_and_one_is_half_answered():
    cast = make_council()
    market = asked_market(cast, owners=8)
    for each in market.asked:
        type(each).objects.filter(id=each.id).update(provider_id=cast.ada.provider_id)
        type(each.location).objects.filter(id=each.location_id).update(provider_id=cast.ada.provider_id)
    branches: Any = [
        SimpleNamespace(number=number, location_id=each.location.cqc_location_id)
        for number, each in enumerate(market.asked)
    ]
    asked = {each.location.cqc_location_id: each for each in market.asked}
    stage: Any = OneProviderForAll(cast)
    wages.ask_for_pay(stage, market.exercise, branches, asked, timezone.localdate())
    counts = shown_counts(PayCounts.objects.get(approved_at__isnull=False).table)
    assert counts.reference_date == date(2026, 4, 1) and counts.rows[0].is_shown
    assert 0 < (counts.rows[0].below or 0) < (counts.rows[0].answered or 0)
    assert PayDraft.objects.count() == 1 and PayAnswer.objects.filter(survey__closes_on__gte=timezone.localdate())
    assert "Typed and not sent" in text_of(get(cast.ada, "home"))
    assert "Pay in April 2026" in text_of(get(cast.carol, "markets:pay_counts_list"))
