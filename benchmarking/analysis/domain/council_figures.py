"""A council's case as the eight hypotheses, the trap and the groups look at it."""

from collections.abc import Sequence
from fractions import Fraction

from benchmarking.analysis.domain.council_case import CouncilCase
from benchmarking.analysis.domain.market_measures import handed_back, unsourced
from benchmarking.analysis.domain.price_measures import average_price
from benchmarking.analysis.domain.quality_measures import rated_providers
from benchmarking.rounds.domain.councils import MODEL_OF, CouncilFigures, RatedProvider, quality_of

HUNDRED = 100


def figures_of(case: CouncilCase) -> CouncilFigures:
    """Return the figures of a council; shares are of 1, as the published results have them."""
    quality = quality_of(rated_providers(case))
    return CouncilFigures(
        la=case.council,
        sub_region=case.sub_region,
        place=case.place,
        model=MODEL_OF.get(case.choice("commissioning_model"), ""),
        pay_floor=case.choice("pay_floor"),
        price_exact=average_price(case),
        good_exact=quality.good_share,
        good_count=quality.good_count,
        coverage=quality.coverage,
        handed_back_exact=handed_back(case),
        unsourced_exact=_of_one(unsourced(case)),
        under_30_exact=case.number("share_under_30"),
    )


def all_places(cases: Sequence[CouncilCase]) -> list[RatedProvider]:
    return [place for case in cases for place in rated_providers(case)]


def _of_one(percent: Fraction | None) -> Fraction | None:
    return None if percent is None else percent / HUNDRED
