"""Hours of a location are added up, a care home’s are left out of quality, and what is said beside it is right."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from benchmarking.models import CouncilReturn
from benchmarking.returns.actions import drafts, versions
from benchmarking.returns.domain.provider_places import ProviderPlace, provider_places, rated_hours, rated_providers
from benchmarking.returns.domain.row_reader import ReadRow
from benchmarking.returns.queries import places_based_there, places_of_version
from benchmarking.rounds.domain.councils import quality_of
from benchmarking.tests.made_return import PROVIDER, WEEK, given
from benchmarking.tests.office import Office, at, make_round
from register.domain.key_questions import RatedPlace
from register.models import Location, LocationRating, Owner, Provider

NEW, OLD = date(2025, 1, 6), date(2020, 6, 1)


def row(number: int, place: str, hours: str, price: str | None = None) -> ReadRow:
    values = {"location_id": place, "hours_per_week": Decimal(hours), "average_price": price and Decimal(price)}
    return ReadRow(number, values)


def rated(
    place: str, overall: str, day: date = NEW, *, is_homecare: bool = True, inherited: bool = False
) -> RatedPlace:
    return RatedPlace(place, place, is_homecare, False, WEEK, overall, day, inherited)


def test_quality_follows_from_the_places():
    rows = [
        row(1, "1-1", "60", "20"),
        row(2, "1-1", "40", "25"),
        row(3, "1-2", "50"),
        row(4, "1-3", "500"),
        row(5, "1-4", "25"),
    ]
    known = {
        "1-1": rated("1-1", "Good", OLD), "1-2": rated("1-2", "Requires improvement", inherited=True),
        "1-3": rated("1-3", "Outstanding", is_homecare=False),
    }  # fmt: skip
    places = provider_places(rows, known)
    assert [(one.number, one.hours, one.price) for one in places[:2]] == [("1-1", 100, Fraction(22)), ("1-2", 50, None)]
    quality = quality_of(rated_providers("ashgrove", places))
    assert (quality.good_share, quality.coverage) == (Fraction(2, 3), Fraction(150, 175))
    beside = rated_hours(places)
    assert (beside.inherited_share, beside.stale_share) == (Fraction(1, 3), Fraction(2, 3))
    assert rated_hours([ProviderPlace("1-9", Fraction(1), None, None)]).stale_share is None


@pytest.mark.django_db
def test_a_version_s_places_are_rated_in_its_week(cast: Office):
    owner = Owner.objects.create(name="Larch")
    provider = Provider.objects.create(name="Larch", cqc_provider_id="1-2", owner=owner)
    place = Location.objects.create(
        name="Larch Care", cqc_location_id=PROVIDER["location_id"], provider=provider, authority=cast.ashgrove,
        is_homecare=True,
    )  # fmt: skip
    for day, words in ((OLD, "Good"), (NEW, "Inadequate"), (date(2025, 9, 1), "Outstanding")):
        LocationRating.objects.create(location=place, rated_on=day, overall=words)
    member = at(make_round(cast), cast.ashgrove)
    drafts.keep(cast.dora, member, given())
    version = versions.send(by=cast.dora, member_id=member.id)
    assert isinstance(version, CouncilReturn)
    [found] = places_of_version(version, WEEK)
    assert (found.rating, found.place.rated_on, found.hours) == (1, NEW, Fraction("11250.5"))
    assert [one.rating for one in places_based_there(member, date(2024, 1, 1))] == [3]
