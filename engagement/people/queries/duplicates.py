"""Query which people may be one and the same."""

from dataclasses import dataclass
from uuid import UUID

from accounts.domain.context import Context
from engagement.people.domain.duplicates import Someone, pairs_of
from engagement.permissions import can_log
from register import queries as register
from register.queries import ContactPerson


@dataclass(frozen=True)
class Duplicate:
    first: ContactPerson
    second: ContactPerson
    because: str

    @property
    def keys(self) -> frozenset[UUID]:
        return frozenset({self.first.id, self.second.id})


def duplicates_in(context: Context | None, exercise_id: UUID) -> list[Duplicate]:
    if not can_log(context):
        return []
    people = {each.id: each for each in register.people_reached(context, exercise_id)}
    known = [Someone(each.id, each.provider_id, each.full_name, each.email, each.phone) for each in people.values()]
    return [Duplicate(people[pair.first], people[pair.second], pair.because) for pair in pairs_of(known)]
