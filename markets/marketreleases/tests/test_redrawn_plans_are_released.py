"""A second plan of zones that differs from a released one by one sector: what could be subtracted is withheld."""

from decimal import Decimal

import pytest

from accounts.tests.pages import get, text_of
from markets.marketreleases.tests.held_figures import branches, held_run, next_period
from markets.marketreleases.tests.test_market_is_released import DETAIL, released
from markets.models import MarketRelease, VisitFigure, VisitRun
from markets.tests.council import Council, make_council
from register.models import Location

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_second_factor")]


@pytest.fixture
def cast() -> Council:
    return make_council()


@pytest.fixture
def places(cast: Council) -> list[Location]:
    """Return branches of 24 owners, of which twelve work in both zones and twelve in Town alone."""
    return branches(cast, 24)


def redrawn(run: VisitRun, names: dict[str, str], gone: list[Location]) -> VisitRun:
    """Let a profile be of other zones: renamed, and without the sector in which some work of what was Moor."""
    kept = {f"{place.id}|Moor" for place in gone}
    VisitFigure.objects.filter(run=run, ref__in=kept).delete()
    for old, new in names.items():
        for row in run.figures.filter(level="own_zone", ref__endswith=f"|{old}"):
            row.ref = row.ref.removesuffix(old) + new
            row.save(update_fields=["ref"])
    return run


def cells(row: MarketRelease, zone: str) -> list[object]:
    return [of.get(zone) for of in row.table["cells"].values()]


def test_one_sector_less_under_another_name_is_withheld_and_the_rest_stands(cast: Council, places: list[Location]):
    first = released(cast, held_run(cast, places))
    assert all(cells(first, "Moor"))
    second = redrawn(held_run(cast, places), {"Moor": "North"}, places[5:6])
    page = text_of(get(cast.dev, "markets:market_release_draft", second.id))
    assert "R4: too few owners stand between it and another figure" in page
    row = released(cast, second)
    assert not any(cells(row, "North"))
    assert cells(row, "") == cells(first, ""), "everywhere stands as it was"
    council = text_of(get(cast.carol, DETAIL, row.id))
    assert "[c]" in council and "beside what is out already" in council and "R4" not in council


def test_under_the_same_name_the_figure_that_is_out_stands(cast: Council, places: list[Location]):
    first = released(cast, held_run(cast, places))
    row = released(cast, redrawn(held_run(cast, places), {}, places[5:6]))
    assert cells(row, "Moor") == cells(first, "Moor") and cells(row, "Town") == cells(first, "Town")


def test_a_later_period_under_a_redrawn_plan_is_withheld_too(cast: Council, places: list[Location]):
    released(cast, held_run(cast, places))
    later = redrawn(held_run(cast, places, *next_period(), moved=Decimal(3)), {"Moor": "North"}, places[5:6])
    row = released(cast, later)
    assert not any(cells(row, "North")) and all(cells(row, ""))


def test_a_sector_of_five_owners_may_be_told(cast: Council, places: list[Location]):
    """What stands between the two figures is of five owners: a plan is not refused because it is another one."""
    released(cast, held_run(cast, places))
    row = released(cast, redrawn(held_run(cast, places), {"Moor": "North"}, places[3:8]))
    assert all(cells(row, "North"))
