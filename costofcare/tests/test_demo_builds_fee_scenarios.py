"""The invented authority's fee scenarios and rate cards: from a release with hidden figures, and without any."""

from datetime import timedelta

import pytest

from costofcare.demo.fees import TYPED, build_scenarios, keep_rate_cards
from markets.fees.domain.saved_scenario import inputs_of
from markets.fees.queries import scenarios_for
from markets.ratecards.queries import cards_for
from markets.tests.council import make_council
from markets.tests.released_medians import released


@pytest.mark.django_db
@pytest.mark.parametrize("has_release", [True, False])
def test_there_are_three_and_one_is_frozen(has_release: bool):
    cast = make_council()
    if has_release:
        released(cast, {**TYPED, "mileage": None, "visits_15": None})
    build_scenarios(cast.carol)
    rows = list(scenarios_for(cast.carol))
    assert len(rows) == 3 and sum(row.is_frozen for row in rows) == 1
    assert all(inputs_of(row.inputs) and bool(row.release_id) == has_release for row in rows)
    assert all(bool(row.council) == has_release for row in rows)
    keep_rate_cards(cast.carol)
    now, before = cards_for(cast.carol)
    assert now.valid_until is None and now.valid_from - before.valid_until == timedelta(days=1)
    zones = {line["zone"] for line in now.lines}
    assert zones == (set(rows[0].inputs["zones"]) if has_release else {"Town", "Villages", "Moor"})
