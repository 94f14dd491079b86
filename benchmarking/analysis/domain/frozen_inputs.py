"""What an analysis is made of, frozen as a text in its shortest form, and read back as cases."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from benchmarking.analysis.domain.council_case import ContractPrice, CouncilCase, PlaceHours, number_from
from benchmarking.rounds.domain.councils import PriceRow

# What of a price and of a provider is looked at; zones, which councils call as they like, are not.
OF_A_PRICE = ("package", "priced_by", "price", "hours_per_week", "visit_minutes", "source")
OF_A_PLACE = ("location_id", "hours_per_week", "average_price", "contract", "leaving")


@dataclass(frozen=True)
class FrozenRound:
    """A round as it was analysed."""

    week: date
    hypotheses: tuple[str, ...]
    asked: int
    cases: tuple[CouncilCase, ...]


def inputs_text(*, week: date, headline: str, hypotheses: Sequence[str], asked: int, councils: Iterable[Any]) -> str:
    """Return the text: the councils in the order of their ONS codes, so that the same inputs are the same bytes."""
    return shortest(
        {
            "week": week.isoformat(),
            "headline": headline,
            "hypotheses": list(hypotheses),
            "asked": asked,
            "councils": sorted(councils, key=lambda one: str(one["ons_code"])),
        }
    )


def shortest(document: object) -> str:
    return json.dumps(document, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def digest_of_text(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def cases_from(inputs: str) -> FrozenRound:
    found = json.loads(inputs)
    week = date.fromisoformat(found["week"])
    cases = tuple(_case(council, week, found["headline"]) for council in found["councils"])
    return FrozenRound(week, tuple(found["hypotheses"]), found["asked"], cases)


def _case(council: Mapping[str, Any], week: date, headline: str) -> CouncilCase:
    return CouncilCase(
        council=council["council"],
        ons_code=council["ons_code"],
        sub_region=council["sub_region"],
        place=council["place"],
        week=week,
        answers=council["answers"],
        prices=tuple(_price(row) for row in council["prices"]),
        places=tuple(_place(row) for row in council["places"]),
        headline=headline,
        delivering_before=number_from(council.get("delivering_before", "")),
        is_based=bool(council.get("is_based")),
    )


def _price(row: Mapping[str, str]) -> ContractPrice:
    price, hours = (number_from(row.get(key, "")) or Fraction(0) for key in ("price", "hours_per_week"))
    minutes = number_from(row.get("visit_minutes", ""))
    return ContractPrice(
        PriceRow(row.get("package", ""), row.get("priced_by", ""), price, hours, minutes), row.get("source", "")
    )


def _place(row: Mapping[str, Any]) -> PlaceHours:
    rated_on = row.get("rated_on", "")
    return PlaceHours(
        location_id=row["location_id"],
        hours=number_from(row.get("hours_per_week", "")) or Fraction(0),
        price=number_from(row.get("average_price", "")),
        rating=row.get("rating"),
        rated_on=date.fromisoformat(rated_on) if rated_on else None,
        is_inherited=bool(row.get("is_inherited")),
        key_questions=row.get("key_questions", {}),
        is_homecare=row.get("is_homecare", True),
    )
