"""Pages about homes: each figure with its category, and what is the same in all of them once."""

from decimal import Decimal

import pytest

from accounts.tests.pages import get, text_of
from reports.tests.accepted_returns import Market, make_market

pytestmark = pytest.mark.usefixtures("no_second_factor")
CATEGORIES = ("Without nursing", "Without nursing, enhanced needs", "With nursing", "With nursing, enhanced needs")


@pytest.fixture
def homes(db: None) -> Market:
    """Five of them without nursing: with fewer, the columns with nursing would be withheld."""
    return make_market(15, service="care_home", name="Care homes 2026")


def test_a_release_says_each_total_with_its_category_and_shared_costs_once(homes: Market):
    page = text_of(get(homes.cast.carol, "reports:release_detail", homes.release().id))
    for category in CATEGORIES:
        assert f"{category}: about half of the returns cost less than £" in page
        assert f"Two ways to state the sums: {category}, £ per resident per week" in page
    assert "What costs the same in every category stands here once, over all returns." in page
    assert "median of the total is withheld" not in page
    assert page.count("They differ, and both are right.") == 1
    tables, _, _ = page.partition("In pictures")
    assert tables.count("Trade and clinical waste") == 1


def test_a_calculation_and_what_moved_since_are_said_by_category(homes: Market):
    homes.calculate()
    calculation = homes.calculate(occupancy_target=Decimal("0.95"))
    calculation.refresh_from_db()
    assert calculation.table["notes"]
    page = text_of(get(homes.ana, "reports:calculation_detail", calculation.id))
    notes = page.partition("Self-checks ")[2].partition(" Figures ")[0]
    messages = {note["message"] for note in calculation.table["notes"]}
    assert all(notes.count(f"{message} (With") == 1 for message in messages)
    for category in CATEGORIES:
        assert f"median of totals ({category})" in page
        assert f"Insurance (all risks): {category} £" in page
