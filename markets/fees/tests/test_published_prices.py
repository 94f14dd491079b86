"""What others have published of home-care prices, where it can be worked out again (addresses: MARKETS' figures).

The Homecare Association's statutory cost for 2025–26, £22.71, could not be: the page says so, and compares nothing.
"""

from decimal import Decimal

import pytest

from costing.rates import all_rates
from markets.fees.domain.exports.what_is_missing import WHAT_IS_NOT_IN_IT
from markets.fees.domain.zone_fee import rate_of
from markets.fees.tests.typed_fees import fee_1

D = Decimal
# UKHCA's minimum price for England 2020–21 (thecareruk.com) and for the UK 2014 (communitycare.co.uk), £ an hour.
ENGLAND_2020 = {
    "contact": D("8.72"),
    "travel": D("1.70"),
    "ni_and_pension": D("1.14"),
    "other_on_costs": D("1.97"),
    "mileage": D("1.36"),
    "running": D("5.20"),
    "surplus": D("0.60"),
}
UK_2014 = {
    "contact": D("6.31"),
    "travel": D("1.20"),
    "ni": D("0.71"),
    "holiday": D("0.81"),
    "training": D("0.13"),
    "pension": D("0.08"),
    "mileage": D("1.40"),
    "running": D("4.10"),
    "surplus": D("0.46"),
}
# £ an hour by miles from a surgery, up to 3, 3 to 6, over 6 (norfolkkpwah.com), beside the zones of the worked example.
NORFOLK_2018 = {"urban": D("17.40"), "mixed": D("19.68"), "rural": D("21.72")}
PRICES = {2020: "20.69", 2021: "21.43", 2022: "23.20", 2023: "25.95", 2024: "28.53", 2025: "32.14"}
PENNY, TENTH = D("0.01"), D("0.1")


def travel_minutes(parts: dict[str, Decimal]) -> Decimal:
    """Return the travel minutes in a contact hour where travel is paid as contact is."""
    return parts["travel"] / parts["contact"] * 60


def test_england_2020_21():
    price = sum(ENGLAND_2020.values())
    assert price == D("20.69")
    assert travel_minutes(ENGLAND_2020).quantize(PENNY) == D("11.70")
    mark_up = ENGLAND_2020["surplus"] / (price - ENGLAND_2020["surplus"]) * 100
    assert mark_up.quantize(TENTH) == D("3.0")


def test_uk_2014():
    price = D("15.19")
    assert sum(UK_2014.values()) == D("15.20")  # printed 15.19: its parts are rounded
    assert travel_minutes(UK_2014).quantize(PENNY) == D("11.41")
    assert UK_2014["mileage"] / D("0.35") == 4
    assert round(UK_2014["running"] / price * 100) == 27 and round(UK_2014["surplus"] / price * 100) == 3


@pytest.mark.parametrize(
    ("year", "ratio"),
    [(2020, "2.373"), (2021, "2.405"), (2022, "2.442"), (2023, "2.490"), (2024, "2.494"), (2025, "2.632")],
)
def test_the_price_in_living_wages(year: int, ratio: str):
    rates = (rate for rate in all_rates() if rate.name == "national_living_wage")
    wage = next(rate.value for rate in rates if rate.valid_from.year == year)
    assert (D(PRICES[year]) / wage).quantize(D("0.001")) == D(ratio)


def test_norfolk_s_bands_of_2018_19_lie_about_as_far_apart_as_the_zones_of_the_model():
    """The travel of the example is invented: that both are alike is a check, and no proof."""
    inputs = fee_1()
    rates = {name: rate_of(inputs, zone) for name, zone in inputs.zones.items()}
    theirs, ours = (
        [(of[name] / of["urban"] * 100 - 100).quantize(TENTH) for name in ("mixed", "rural")]
        for of in (NORFOLK_2018, rates)
    )
    assert theirs == [D("13.1"), D("24.8")] and ours == [D("9.7"), D("24.4")]


def test_what_could_not_be_reproduced_is_named_and_not_compared():
    said = [words for words in WHAT_IS_NOT_IN_IT if "22.71" in words]
    assert len(said) == 1 and "is not reproduced" in said[0] and "to be compared" in said[0]
