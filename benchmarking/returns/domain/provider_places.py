"""The locations that a council buys from: their hours in one line each, and how they were rated in the week."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from benchmarking.returns.domain.return_case import number_in
from benchmarking.returns.domain.row_reader import ReadRow
from benchmarking.rounds.domain.councils import RatedProvider
from register.domain.key_questions import RatedPlace


@dataclass(frozen=True, slots=True)
class ProviderPlace:
    """A location by number: hours a week, £ per contact hour if told; ``place`` is None where the register lacks it."""

    number: str
    hours: Fraction
    price: Fraction | None
    place: RatedPlace | None

    @property
    def is_left_out(self) -> bool:
        """Tell whether it is a care home, whose hours say nothing of the quality of home care."""
        return self.place is not None and not self.place.is_homecare

    @property
    def rating(self) -> int | None:
        return self.place.rating if self.place else None


def provider_places(rows: Sequence[ReadRow], places: Mapping[str, RatedPlace]) -> list[ProviderPlace]:
    """Return each location once: hours of its rows added up, its price the average of those told, by hours."""
    grouped: dict[str, list[ReadRow]] = {}
    for row in rows:
        grouped.setdefault(str(row.values.get("location_id") or ""), []).append(row)
    return [
        ProviderPlace(number, sum((number_in(row, "hours_per_week") for row in same), Fraction(0)), _price(same),
                      places.get(number))
        for number, same in grouped.items()
    ]  # fmt: skip


def _price(rows: Sequence[ReadRow]) -> Fraction | None:
    told = [(number_in(row, "average_price"), number_in(row, "hours_per_week")) for row in rows]
    priced = [(price, hours) for price, hours in told if price > 0]
    hours = sum((hours for _, hours in priced), Fraction(0))
    if not priced:
        return None
    return sum((price * hours for price, hours in priced), Fraction(0)) / hours if hours else priced[0][0]


def rated_providers(la: str, places: Iterable[ProviderPlace]) -> list[RatedProvider]:
    """Return what quality is worked out from: a care home's hours are left out, one without a rating has none."""
    return [
        RatedProvider(la, one.hours, None if one.price is None else float(one.price), one.rating)
        for one in places
        if not one.is_left_out
    ]


@dataclass(frozen=True, slots=True)
class RatedHours:
    """What is said beside a share of good hours: how much of the rated hours is inherited, or older than four years."""

    inherited_share: Fraction | None
    stale_share: Fraction | None


def rated_hours(places: Iterable[ProviderPlace]) -> RatedHours:
    rated = [one for one in places if one.place is not None and one.place.is_rated]
    hours = sum((one.hours for one in rated), Fraction(0))
    if not hours:
        return RatedHours(None, None)
    inherited = sum((one.hours for one in rated if one.place and one.place.is_inherited), Fraction(0))
    stale = sum((one.hours for one in rated if one.place and one.place.is_stale), Fraction(0))
    return RatedHours(inherited / hours, stale / hours)
