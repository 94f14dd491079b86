"""What the CQC had rated locations at a day, for whoever looks at the quality of many."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from register.domain.key_questions import KEY_QUESTIONS, RatedPlace
from register.models import Location, LocationRating

_FIELDS = ("overall", "rated_on", "is_inherited", *KEY_QUESTIONS.values())


def ratings_at(numbers: Iterable[str], day: date) -> dict[str, RatedPlace]:
    """Return locations of the register by CQC number, with the latest rating published on or before a day.

    One without a rating by then comes without one; a number that the register has not is left out.
    """
    found = _rated(Location.objects.filter(cqc_location_id__in=set(numbers)), day)
    return {place.number: place for place in found}


def homecare_ratings_at(authority_id: UUID, day: date) -> list[RatedPlace]:
    """Return the listed home-care locations based in an authority, which is not where they work, as rated at a day."""
    rows = Location.objects.filter(authority_id=authority_id, is_homecare=True, is_active=True)
    return sorted(_rated(rows, day), key=lambda place: place.number)


def _rated(rows: QuerySet[Location], day: date) -> list[RatedPlace]:
    places = {
        key: RatedPlace(number, name, is_homecare, is_dormant, day)
        for key, number, name, is_homecare, is_dormant in rows.order_by().values_list(
            "id", "cqc_location_id", "name", "is_homecare", "is_dormant"
        )
    }
    rated = LocationRating.objects.filter(location_id__in=list(places), rated_on__lte=day)
    latest = rated.order_by("location_id", "-rated_on").distinct("location_id").values_list("location_id", *_FIELDS)
    for key, overall, rated_on, is_inherited, *answers in latest:
        was = places[key]
        questions = {name: words for name, words in zip(KEY_QUESTIONS.values(), answers, strict=True) if words}
        places[key] = RatedPlace(
            was.number, was.name, was.is_homecare, was.is_dormant, day, overall, rated_on, is_inherited, questions
        )
    return list(places.values())


def ratings_of(location: Location) -> list[LocationRating]:
    """Return what was published of a location, the newest first."""
    return list(LocationRating.objects.filter(location=location)[:50])
