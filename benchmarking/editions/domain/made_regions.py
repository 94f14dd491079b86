"""Invented regions for attackers: councils whose prices go with how they buy, and of whom some agree to be named."""

from datetime import date
from fractions import Fraction
from random import Random

from benchmarking.analysis.domain.council_case import ContractPrice, CouncilCase, PlaceHours
from benchmarking.editions.domain.edition_source import EditionSource
from benchmarking.editions.domain.named_members import NamedMember
from benchmarking.rounds.domain.consent import ConsentBlock
from benchmarking.rounds.domain.councils import PriceRow

WEEK = date(2025, 4, 7)
MODELS = {"dps": 50, "framework": 25, "lead_contract": 25}
FLOORS = {"llw": 58, "nlw": 32, "none": 10}
SIZES = (10, 33)
NOTHING: frozenset[ConsentBlock] = frozenset()
SHOWN = (frozenset({ConsentBlock.PRACTICE}), frozenset({ConsentBlock.PRICES}), frozenset(ConsentBlock))
PLACES = 6


def made_region(rng: Random, least: int = SIZES[0], most: int = SIZES[1]) -> EditionSource:
    """Return a region: how willing its councils are to be named differs from region to region."""
    willing = rng.choice((0, 0.3, 0.6, 0.85, 1))
    cases, members = [], []
    for number in range(rng.randint(least, most)):
        case = _case(rng, number)
        shown = rng.choice(SHOWN) if rng.random() < willing else NOTHING
        cases.append(case)
        members.append(NamedMember(case.ons_code, case.council, shown))
    return EditionSource(WEEK, tuple(cases), tuple(members), {})


def _case(rng: Random, number: int) -> CouncilCase:
    model, floor, place = _drawn(rng, MODELS), _drawn(rng, FLOORS), rng.choice(("inner", "outer"))
    price = 21 + 2.1 * (floor == "llw") + 0.7 * (place == "inner") - 0.5 * (model == "dps") + rng.gauss(0, 1)
    hours, quality = rng.randint(2_000, 20_000), min(0.98, max(0.4, 0.8 + 0.04 * (price - 22) + rng.gauss(0, 0.1)))
    answers = {
        "commissioning_model": model, "pay_floor": floor, "hours_commissioned_per_week": str(hours),
        "packages_handed_back": str(rng.randint(0, 40)), "hours_waiting": str(rng.randint(0, hours // 20)),
        "share_under_30": f"0.{rng.randint(1, 30):02}", "days_to_start": str(rng.randint(1, 20)),
        "uplift_share": f"0.{rng.randint(10, 99):03}", "indicative_rate": f"{price + rng.gauss(-0.5, 1):.2f}",
        "providers_delivering": str(rng.randint(5, 60)), "providers_framework": "60",
        "pay_floor_gbp": "13.85" if floor == "llw" else "",
    }  # fmt: skip
    rows = tuple(
        ContractPrice(
            PriceRow("standard", "visit", Fraction(f"{price * share:.2f}"), Fraction(hours, 2), Fraction(length))
        )
        for length, share in ((15, 0.27), (60, 1.0))
    )
    places = tuple(
        PlaceHours(f"1-{number}-{at}", Fraction(rng.randint(20, 900)), rating=_rating(rng, quality))
        for at in range(PLACES)
    )
    return CouncilCase(f"Council {number}", f"X{number:08}", "nel", place, WEEK, answers, rows, places)


def _rating(rng: Random, quality: float) -> int:
    return rng.choice((3, 3, 3, 4)) if rng.random() < quality else rng.choice((1, 2, 2))


def _drawn(rng: Random, weights: dict[str, int]) -> str:
    return rng.choices(list(weights), list(weights.values()))[0]
