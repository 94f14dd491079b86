"""Occupancy normalisation: an option of a calculation, frozen with it, and never of a return."""

from decimal import Decimal

import pytest

from accounts.tests.pages import get, post, text_of
from costing.forms.care_home import CARE_HOME
from reports import queries
from reports.actions import calculations
from reports.domain.statistics import quantile
from reports.models import Calculation, Release
from reports.tests.accepted_returns import Market, make_market, words_of
from reports.tests.test_calculation_pages import answers
from submissions.models import Version

pytestmark = pytest.mark.usefixtures("no_second_factor")
HOMES = 9
TARGET = Decimal("0.95")


@pytest.fixture
def homes(db: None) -> Market:
    return make_market(HOMES, service="care_home", name="Care homes 2026")


def median_by_hand(line: str, fixed_share: Decimal) -> Decimal:
    """Of what each home said: (1 − f) + f · occupancy/0.95 of it, where fewer than 19 beds in 20 were full."""
    found = []
    for costs in Version.objects.values_list("costs", flat=True):
        fullness = min(Decimal(1), Decimal(costs["drivers"]["occupancy"]) / TARGET)
        found.append(Decimal(costs["columns"]["residential"][line]) * (1 - fixed_share + fixed_share * fullness))
    return quantile(sorted(found), Decimal("0.5"))


def median(calculation: Calculation, line: str) -> Decimal:
    return Decimal(calculation.table["table"]["residential"][line]["median"])


@pytest.mark.parametrize("line", ["food", "insurance", "utilities"])
def test_each_home_below_the_target_counts_as_if_it_were_as_full(homes: Market, line: str):
    share = CARE_HOME.line_by_key[line].fixed_share
    assert share is not None
    plain, normalised = homes.calculate(), homes.calculate(occupancy_target=TARGET)
    assert median(normalised, line) == pytest.approx(median_by_hand(line, share), abs=Decimal("0.0000001"))
    assert (median(normalised, line) < median(plain, line)) is (share > 0)


def test_it_is_kept_and_part_of_the_digest_and_a_return_stays_as_it_is(homes: Market):
    before = list(Version.objects.order_by("id").values_list("costs", flat=True))
    made = [homes.calculate(occupancy_target=target) for target in (None, TARGET, Decimal("0.9"), TARGET)]
    assert [one.occupancy_target for one in made] == [None, TARGET, Decimal("0.9"), TARGET]
    digests = [one.inputs_sha256 for one in made]
    assert len(set(digests)) == 3 and digests[1] == digests[3]
    assert made[1].table == made[3].table
    for one in made:
        one.refresh_from_db()
        assert queries.inputs_of(homes.ana, one).sha256 == one.inputs_sha256
    assert list(Version.objects.order_by("id").values_list("costs", flat=True)) == before


def test_a_release_of_it_says_so_to_everybody(homes: Market):
    calculation = homes.calculate(occupancy_target=TARGET)
    release = homes.release(calculation)
    assert "Normalised to 95 %" in text_of(get(homes.ana, "reports:calculation_detail", calculation.id)).replace(
        "\u00a0", " "
    )
    assert "Normalised to 95 %" in text_of(get(homes.cast.carol, "reports:release_detail", release.id)).replace(
        "\u00a0", " "
    )
    assert "Occupancy,Normalised to 95 %" in get(homes.cast.carol, "reports:release_file", release.id).content.decode()


def test_what_was_published_as_it_is_does_not_come_out_again_normalised(homes: Market):
    """The difference of both would be the work of the few homes below the target."""
    first = homes.release(homes.calculate())
    second = homes.release(homes.calculate(occupancy_target=Decimal("0.84")))
    both = [one.table["table"]["residential"]["total"]["median"] for one in (first, second)]
    assert both[0] is not None and both[1] in (None, both[0])
    assert Release.objects.count() == 2


@pytest.mark.parametrize("target", ["0", "-0.1", "1.01", "90"])
def test_a_share_that_is_none_is_refused(homes: Market, target: str):
    made = calculations.make(by=homes.ana, exercise_id=homes.exercise.id, occupancy_target=Decimal(target))
    assert "above 0 % and at most 100 %" in words_of(made)
    assert not Calculation.objects.exists()


def test_home_care_has_no_beds_to_fill(market: Market):
    made = calculations.make(by=market.ana, exercise_id=market.exercise.id, occupancy_target=TARGET)
    assert "does not hang on how full its beds are" in words_of(made)
    assert "Occupancy to normalise" not in text_of(get(market.ana, "reports:calculation_make", market.exercise.id))


def test_it_is_typed_as_a_percentage_and_proposed_again(homes: Market):
    def made(typed: str):
        return post(homes.ana, "reports:calculation_make", homes.exercise.id, **answers(homes, occupancy_target=typed))

    for typed in ("49", "0.9", "101", "nine in ten"):
        assert "Give the occupancy as a percentage from 50 to 100" in text_of(made(typed))
    assert not Calculation.objects.exists()
    made("87.5")
    assert Calculation.objects.get().occupancy_target == Decimal("0.875")
    assert 'value="87.5"' in get(homes.ana, "reports:calculation_make", homes.exercise.id).content.decode()
    made("")
    assert Calculation.objects.get(number=2).occupancy_target is None
