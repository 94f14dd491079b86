"""The record of an allocation, which stays as it was: places, figures and parts, with their words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from submissions.allocation.domain.shared_costs import AllocatedPart, normal


@dataclass(frozen=True, slots=True)
class DividedPlace:
    """A location, or all together that are not asked, with its figure of the key."""

    place: str
    name: str
    figure: Decimal


@dataclass(frozen=True, slots=True)
class DividedCost:
    """A cost and its parts, in the order of the places."""

    label: str
    total: Decimal
    amounts: tuple[Decimal, ...]

    @property
    def adds_up_to(self) -> Decimal:
        return sum(self.amounts, Decimal(0))


@dataclass(frozen=True, slots=True)
class AllocationRecord:
    """A record: ``words`` say by what costs were allocated, ``labels`` are the questions that were answered, by key."""

    words: str
    places: tuple[DividedPlace, ...]
    costs: tuple[DividedCost, ...]
    labels: Mapping[str, str]


def recorded(
    words: str, places: Sequence[DividedPlace], parts: Sequence[AllocatedPart], totals: Mapping[str, Decimal],
    labels: Mapping[str, str],
) -> AllocationRecord:  # fmt: skip
    amounts = {(part.place, part.key): part.amount for part in parts}
    costs = tuple(
        DividedCost(labels[key], total, tuple(amounts[one.place, key] for one in places))
        for key, total in totals.items()
    )
    return AllocationRecord(words, tuple(places), costs, dict(labels))


def together(place: str, parts: Sequence[AllocatedPart]) -> tuple[AllocatedPart, ...]:
    """Return the parts of several places as those of one."""
    keys = dict.fromkeys(part.key for part in parts)
    return tuple(
        AllocatedPart(place, key, sum((part.amount for part in parts if part.key == key), Decimal(0)), "")
        for key in keys
    )


def divided_document(picture: AllocationRecord) -> dict[str, Any]:
    return {
        "words": picture.words,
        "places": [[one.place, one.name, normal(one.figure)] for one in picture.places],
        "costs": [[one.label, normal(one.total), [normal(amount) for amount in one.amounts]] for one in picture.costs],
        "labels": dict(picture.labels),
    }


def divided_from(document: Mapping[str, Any]) -> AllocationRecord:
    """Read the record that ``divided_document`` wrote."""
    places = tuple(DividedPlace(place, name, Decimal(figure)) for place, name, figure in document["places"])
    costs = tuple(
        DividedCost(label, Decimal(total), tuple(map(Decimal, amounts))) for label, total, amounts in document["costs"]
    )
    return AllocationRecord(document["words"], places, costs, document["labels"])
