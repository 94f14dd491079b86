"""Compare the people whom a council's list names with those that the register has."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from register.domain.council_rows import CouncilContact, CouncilRow
from register.domain.known_exercise import KnownExercise, Person


@dataclass(frozen=True, slots=True)
class PersonChange:
    """A change of a known person: ``fields`` are (name, old, new), ``locations`` those that are added."""

    key: str
    name: str
    fields: tuple[tuple[str, str, str], ...]
    locations: tuple[str, ...]


@dataclass(frozen=True)
class PeoplePlan:
    """The people that a list adds and changes. A new person has a blank key."""

    new: tuple[Person, ...]
    changed: tuple[PersonChange, ...]


@dataclass
class _Somebody:
    """A person while the list is gone through; ``was`` is None for a new one."""

    provider: str
    name: str
    email: str
    phone: str
    job: str
    was: Person | None = None
    locations: set[str] = field(default_factory=set)

    def is_meant_by(self, contact: CouncilContact) -> bool:
        """Tell whether a contact is this person.

        The same address, or the same name if one of the two has no address.
        """
        if contact.email and self.email:
            return contact.email == self.email.casefold()
        return contact.name.casefold() == self.name.casefold()

    def learn(self, contact: CouncilContact, location_id: str) -> None:
        self.locations.add(location_id)
        if self.was is not None and self.was.is_merged:
            return
        if contact.name != contact.email:
            self.name = contact.name
        self.email = self.email or contact.email
        self.phone, self.job = contact.phone or self.phone, contact.job or self.job


def people_plan(rows: Iterable[CouncilRow], known: KnownExercise) -> PeoplePlan:
    people = [_from(person) for person in known.people]
    for row in rows:
        for contact in row.contacts:
            _find(people, known.asked[row.location_id].provider, contact).learn(contact, row.location_id)
    changed = (_change(each, each.was) for each in people if each.was is not None)
    return PeoplePlan(
        new=tuple(_new(each) for each in people if each.was is None),
        changed=tuple(each for each in changed if each.fields or each.locations),
    )


def _from(person: Person) -> _Somebody:
    return _Somebody(
        person.provider, person.name, person.email, person.phone, person.job, person, set(person.locations)
    )


def _find(people: list[_Somebody], provider: str, contact: CouncilContact) -> _Somebody:
    for somebody in people:
        if somebody.provider == provider and somebody.is_meant_by(contact):
            return somebody
    people.append(_Somebody(provider, contact.name, contact.email, contact.phone, contact.job))
    return people[-1]


def _new(somebody: _Somebody) -> Person:
    return Person(
        "",
        somebody.provider,
        somebody.name,
        somebody.email,
        somebody.phone,
        somebody.job,
        tuple(sorted(somebody.locations)),
    )


def _change(now: _Somebody, was: Person) -> PersonChange:
    fields = tuple(
        (name, getattr(was, name), getattr(now, name))
        for name in ("name", "email", "phone", "job")
        if getattr(was, name) != getattr(now, name)
    )
    return PersonChange(was.key, was.name, fields, tuple(sorted(now.locations - set(was.locations))))
