"""The measures of a round by key: what each is called, its unit, and the blocks of consent that name it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from benchmarking.analysis.domain import market_measures as market
from benchmarking.analysis.domain import price_measures as price
from benchmarking.analysis.domain import quality_measures as quality
from benchmarking.analysis.domain.council_case import CouncilCase
from benchmarking.rounds.domain.consent import ConsentBlock

PRICES = frozenset({ConsentBlock.PRICES})
PRACTICE = frozenset({ConsentBlock.PRACTICE})
# What is neither what a council pays nor how it buys is named by those alone who show both.
BOTH = PRICES | PRACTICE
GBP, PERCENT, DAYS, COUNT = "£ per contact hour", "%", "days", ""


@dataclass(frozen=True, slots=True)
class RoundMeasure:
    """A measure: ``leaves`` tells whether it is in editions at all, ``is_own`` whether it is on a council's own page.

    ``places`` are the digits behind the point with which a single council's figure is shown.
    """

    key: str
    label: str
    unit: str
    blocks: frozenset[ConsentBlock]
    of: Callable[[CouncilCase], Fraction | None]
    places: int = 1
    leaves: bool = True
    is_own: bool = False


MEASURES: Mapping[str, RoundMeasure] = {
    one.key: one
    for one in (
        RoundMeasure("price", "Average price", GBP, PRICES, price.average_price, 2, is_own=True),
        RoundMeasure("price_15", "Price of visits of 15 minutes", GBP, PRICES, price.price_15, 2),
        RoundMeasure("price_30", "Price of visits of 30 minutes", GBP, PRICES, price.price_30, 2),
        RoundMeasure("price_45", "Price of visits of 45 minutes", GBP, PRICES, price.price_45, 2),
        RoundMeasure("price_60", "Price of visits of 60 minutes", GBP, PRICES, price.price_60, 2),
        RoundMeasure(
            "short_visit_price", "Hourly price of 15 minutes against 60", PERCENT, PRICES, price.short_visit_price,
            is_own=True,
        ),
        RoundMeasure(
            "price_to_indicative", "Average price against the indicative rate", PERCENT, PRICES,
            price.price_to_indicative, is_own=True,
        ),
        RoundMeasure("over_ceiling", "Hours bought above the ceiling", PERCENT, PRICES, price.over_ceiling),
        RoundMeasure("wage_cover", "Price for £1 of wage", "£", PRICES, price.wage_cover, 2, is_own=True),
        RoundMeasure("cost_cover", "Average price against own cost of care", PERCENT, PRICES, price.cost_cover),
        RoundMeasure(
            "minimum_cover", "Average price against the Homecare Association’s minimum", PERCENT, PRICES,
            price.minimum_cover,
        ),
        RoundMeasure("uplift", "Rise at the last uplift", PERCENT, PRICES, price.uplift),
        RoundMeasure("spend_check", "Spend an hour against the average price", PERCENT, PRICES, price.spend_check,
                     leaves=False),
        RoundMeasure(
            "good_share", "Hours rated Good or Outstanding", PERCENT, BOTH, quality.good_share, is_own=True
        ),
        RoundMeasure("good_count", "Places rated Good or Outstanding", PERCENT, BOTH, quality.good_count),
        RoundMeasure("safe_share", "Hours Good or Outstanding on Safe", PERCENT, BOTH, quality.safe_share),
        RoundMeasure("well_led_share", "Hours Good or Outstanding on Well-led", PERCENT, BOTH, quality.well_led_share),
        RoundMeasure("coverage", "Hours with a rating", PERCENT, BOTH, quality.coverage, leaves=False),
        RoundMeasure("stale_share", "Hours with a rating of over four years", PERCENT, BOTH, quality.stale_share,
                     leaves=False),
        RoundMeasure("inherited_share", "Hours with an inherited rating", PERCENT, BOTH, quality.inherited_share,
                     leaves=False),
        RoundMeasure(
            "handed_back", "Packages handed back in a year per 100 people", COUNT, BOTH, market.handed_back,
            is_own=True,
        ),
        RoundMeasure("unsourced", "Hours that wait", PERCENT, BOTH, market.unsourced, is_own=True),
        RoundMeasure("days_to_start", "Days from request to first visit", DAYS, BOTH, market.days_to_start, 0,
                     is_own=True),
        RoundMeasure("undelivered", "Hours not delivered for want of staff", PERCENT, BOTH, market.undelivered),
        RoundMeasure("leavers", "Providers that left in a year", PERCENT, BOTH, market.leavers),
        RoundMeasure(
            "providers_per_1000", "Providers per 1,000 hours", COUNT, BOTH, market.providers_per_1000, 2, is_own=True
        ),
        RoundMeasure("largest_three", "Hours of the three largest providers", PERCENT, BOTH, market.largest_three,
                     is_own=True),
        RoundMeasure("concentration", "Concentration (of 10,000)", COUNT, BOTH, market.concentration, 0),
        RoundMeasure("idle", "Providers on the list that deliver nothing", PERCENT, BOTH, market.idle, is_own=True),
        RoundMeasure("short_visits", "Visits under 30 minutes", PERCENT, PRACTICE, market.short_visits, is_own=True),
        RoundMeasure("direct_payments", "People with a direct payment", PERCENT, PRACTICE, market.direct_payments),
    )
}  # fmt: skip
LEAVING = tuple(one for one in MEASURES.values() if one.leaves)
OWN = tuple(one for one in MEASURES.values() if one.is_own)


def measured(case: CouncilCase) -> dict[str, Fraction | None]:
    """Return every measure of a council, exact."""
    return {key: one.of(case) for key, one in MEASURES.items()}
