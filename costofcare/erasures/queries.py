"""Whom an erasure is about, in words for administrators, while there are any; and how far it has come."""

from dataclasses import dataclass
from uuid import UUID

from accounts import queries as accounts
from accounts.domain.context import Context
from accounts.erasures.domain.states import ErasureKind, ErasureState
from accounts.erasures.queries import erasures
from costofcare.erasures.domain import steps_of
from register import queries as register

ROUNDS = 2


@dataclass(frozen=True, slots=True)
class Subject:
    """A provider or person that may be erased: what has to be typed to confirm it, and what they are."""

    kind: ErasureKind
    id: UUID
    name: str
    more: str

    @property
    def steps(self) -> list[str]:
        return [step.title for step in steps_of(self.kind)]


def subject_for(context: Context | None, kind: str, subject_id: UUID) -> Subject | None:
    """Return the subject, for administrators; None if there is none, or only what an erasure has left."""
    if kind == ErasureKind.PROVIDER:
        return _provider(context, subject_id)
    return _account(context, subject_id) or _contact(context, subject_id)


def _provider(context: Context | None, provider_id: UUID) -> Subject | None:
    location = register.locations(context).filter(provider_id=provider_id).first()
    if location is None or location.provider.cqc_provider_id.startswith("erased-"):
        return None
    count = register.locations(context).filter(provider_id=provider_id).count()
    more = f"{location.provider.cqc_provider_id}, {count} location{'s' if count != 1 else ''}"
    return Subject(ErasureKind.PROVIDER, provider_id, location.provider.name, more)


def _account(context: Context | None, person_id: UUID) -> Subject | None:
    person = accounts.people(context).filter(id=person_id, anonymised_at=None).first()
    return Subject(ErasureKind.PERSON, person.id, person.full_name, person.email) if person else None


def _contact(context: Context | None, person_id: UUID) -> Subject | None:
    person = register.contact_for_administrators(context, person_id)
    if person is None:
        return None
    more = ", ".join(word for word in (person.provider.name, person.email) if word)
    return Subject(ErasureKind.PERSON, person.id, person.full_name, more)


@dataclass(frozen=True, slots=True)
class ErasureProgress:
    """How far an erasure has come."""

    step: int
    of: int
    title: str

    @property
    def words(self) -> str:
        return f"Step {self.step} of {self.of}: {self.title}"


def progress_of(context: Context | None, erasure_id: UUID) -> ErasureProgress | None:
    """Return how far an erasure has come, while it is at work."""
    row = erasures(context).filter(id=erasure_id, state=ErasureState.WORKING).first()
    if row is None:
        return None
    steps = steps_of(ErasureKind(row.kind)) * ROUNDS
    return ErasureProgress(min(row.step + 1, len(steps)), len(steps), steps[min(row.step, len(steps) - 1)].title)
