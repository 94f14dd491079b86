"""Plan and carry out what a council's own list changes in an exercise, inside the caller's transaction."""

from collections import defaultdict
from collections.abc import Sequence
from uuid import UUID

from register.domain.council_people import PersonChange
from register.domain.council_plan import CouncilPlan
from register.domain.council_questions import ListBasis, PlacesOfExercise
from register.domain.known_exercise import Asked, KnownExercise, Person
from register.domain.place_names import NamedLocation
from register.domain.scope import why_not_in_scope
from register.models import (
    ContactPerson,
    Exercise,
    ListMeaning,
    Location,
    Participation,
)

FIELDS = {"name": "full_name", "email": "email", "phone": "phone", "job": "job"}


def known_exercise(exercise: Exercise, location_ids: Sequence[str]) -> KnownExercise:
    """Return what the register holds of the exercise.

    Locations of ``location_ids`` (the list's) that do not take part come with the reason in words.
    """
    asked = exercise.participations.select_related("location")
    named = {each.location.cqc_location_id: _asked(each) for each in asked}
    others = Location.objects.filter(cqc_location_id__in=set(location_ids) - named.keys()).select_related("authority")
    return KnownExercise(
        exercise.service,
        named,
        people=tuple(_people({each.provider for each in named.values()})),
        elsewhere={each.cqc_location_id: _why(each, exercise) for each in others},
    )


def basis_of(exercise: Exercise, *, asks: bool) -> ListBasis:
    """Return what a list of this exercise is read with: its locations, and what words mean in its authority."""
    by_id, by_name, providers = dict[str, NamedLocation](), defaultdict[str, list[NamedLocation]](list), {}
    for each in exercise.participations.select_related("location", "provider"):
        place = NamedLocation(each.id, each.location_name, each.provider_id)
        by_id[each.location.cqc_location_id.casefold()] = place
        by_name[" ".join(each.location_name.split()).casefold()].append(place)
        providers[each.provider_id] = each.provider.name
    known = PlacesOfExercise(by_id, {name: tuple(places) for name, places in by_name.items()}, providers)
    kept = ListMeaning.objects.filter(authority_id=exercise.authority_id)
    answers = {(kind, word): meaning for kind, word, meaning in kept.values_list("kind", "word", "meaning")}
    return ListBasis(known, answers, asks)


def _asked(each: Participation) -> Asked:
    return Asked(each.location_name, str(each.provider_id), each.weight, each.zone, each.size_band, each.is_contracted)


def _people(providers: set[str]) -> list[Person]:
    people = (
        ContactPerson.objects.filter(provider__in=[UUID(one) for one in providers])
        .select_related("merged_into")
        .prefetch_related("locations", "merged_into__locations")
        .order_by("full_name", "id")
    )
    return [_person(each) for each in people]


def _person(each: ContactPerson) -> Person:
    """Return a person as plain values.

    Somebody who was merged has the key and the locations of the person who was kept.
    """
    kept = each.merged_into or each
    return Person(
        str(kept.id),
        str(each.provider_id),
        each.full_name,
        each.email,
        each.phone,
        each.job,
        tuple(sorted(location.cqc_location_id for location in kept.locations.all())),
        is_merged=each.merged_into is not None,
    )


def _why(location: Location, exercise: Exercise) -> str:
    why = why_not_in_scope(exercise.service, location)
    if location.authority_id == exercise.authority_id:
        return f"{location.name}: {why}"
    where = f"in {location.authority.name}" if location.authority else "in no authority"
    return f"{location.name}: {where}, says the CQC; {why}"


def apply(plan: CouncilPlan, exercise: Exercise) -> None:
    fields = {each.location_id: each.fields for each in plan.changed}
    asked = list(exercise.participations.select_related("location").filter(location__cqc_location_id__in=fields))
    for each in asked:
        for change in fields[each.location.cqc_location_id]:
            setattr(each, change.field, change.new)
    Participation.objects.bulk_update(asked, ["weight", "zone", "size_band", "is_contracted"], batch_size=500)
    for person in plan.people.new:
        made = ContactPerson.objects.create(
            provider_id=UUID(person.provider),
            full_name=person.name,
            email=person.email,
            phone=person.phone,
            job=person.job,
        )
        made.locations.add(*_locations(person.locations))
    for changed in plan.people.changed:
        _change_person(changed)


def _change_person(changed: PersonChange) -> None:
    person = ContactPerson.objects.get(id=UUID(changed.key))
    for name, _, new in changed.fields:
        setattr(person, FIELDS[name], new)
    person.save()
    person.locations.add(*_locations(changed.locations))


def _locations(ids: Sequence[str]) -> list[Location]:
    return list(Location.objects.filter(cqc_location_id__in=ids))
