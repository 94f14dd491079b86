"""Plan what a council's list changes in an exercise: participations, and the people to contact."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256

from costing.forms import CURRENT
from register.domain.council_list import CouncilList
from register.domain.council_people import PeoplePlan, people_plan
from register.domain.council_rows import CouncilRow
from register.domain.known_exercise import Asked, KnownExercise
from register.domain.row_faults import Fault

_NOT_KNOWN = "not in the register: check the ID, or import the CQC directory first"


@dataclass(frozen=True, slots=True)
class ValueChange:
    """The change of one field; ``old`` and ``new`` are as the register keeps them."""

    field: str
    old: object
    new: object


@dataclass(frozen=True, slots=True)
class AskedChange:
    location_id: str
    name: str
    fields: tuple[ValueChange, ...]


@dataclass(frozen=True, slots=True)
class Unmatched:
    """A row that belongs to no location of the exercise, and why that may be."""

    row: int
    location_id: str
    why: str


@dataclass(frozen=True)
class CouncilPlan:
    """What a list changes in an exercise; ``not_named`` are locations that take part but are not on the list."""

    changed: tuple[AskedChange, ...]
    people: PeoplePlan
    unmatched: tuple[Unmatched, ...]
    not_named: tuple[str, ...]
    matched: int
    faults: tuple[Fault, ...]

    @property
    def is_empty(self) -> bool:
        return not (self.changed or self.people.new or self.people.changed)

    @cached_property
    def sha256(self) -> str:
        digest = sha256()
        for part in (self.changed, self.people.new, self.people.changed):
            digest.update(repr(part).encode())
        return digest.hexdigest()


def council_plan(listed: CouncilList, known: KnownExercise) -> CouncilPlan:
    matched = [row for row in listed.rows if row.location_id in known.asked]
    changed = (_change(row, known.asked[row.location_id], known.service) for row in matched)
    named = {row.location_id for row in matched}
    return CouncilPlan(
        changed=tuple(each for each in changed if each.fields),
        people=people_plan(matched, known),
        unmatched=tuple(_unmatched(listed, known)),
        not_named=tuple(each.name for key, each in known.asked.items() if key not in named),
        matched=len(matched),
        faults=listed.faults,
    )


def _change(row: CouncilRow, asked: Asked, service: str) -> AskedChange:
    said = {
        "is_contracted": row.is_contracted,
        "weight": weight_of(row, service),
        "zone": row.zone,
        "size_band": row.size_band,
    }
    fields = tuple(
        ValueChange(name, getattr(asked, name), new)
        for name, new in said.items()
        if new not in (None, "") and new != getattr(asked, name)
    )
    return AskedChange(row.location_id, asked.name, fields)


def weight_of(row: CouncilRow, service: str) -> object:
    """Return hours a week for home care, beds for homes; a column that may be either serves both."""
    own = getattr(row, CURRENT[service].weight)
    return row.weight if own is None else own


def _unmatched(listed: CouncilList, known: KnownExercise) -> Iterator[Unmatched]:
    for row in listed.rows:
        if row.location_id not in known.asked:
            why = (known.elsewhere or {}).get(row.location_id, _NOT_KNOWN)
            yield Unmatched(row.row, row.location_id, why)
