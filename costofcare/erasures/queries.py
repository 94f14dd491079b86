"""Whom an erasure is about, in words for administrators, while there are any; and how far it has come."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from accounts import queries as accounts
from accounts.domain.context import Context
from accounts.erasures.domain.states import ErasureKind, ErasureState
from accounts.erasures.queries import erasures
from accounts.permissions import can_administer
from costofcare.erasures.domain import steps_of
from costofcare.erasures.domain.steps import ErasureStep
from register import queries as register

ROUNDS = 2
# So many of each kind are offered to somebody who looks for whom to erase.
MOST = 10


@dataclass(frozen=True, slots=True)
class Subject:
    """A provider or person that may be erased: what has to be typed to confirm it, and what they are."""

    kind: ErasureKind
    id: UUID
    name: str
    more: str

    @property
    def steps(self) -> tuple[ErasureStep, ...]:
        return steps_of(self.kind)


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
    return _of_account(person) if person else None


def _of_account(person: accounts.User) -> Subject:
    return Subject(ErasureKind.PERSON, person.id, person.full_name, person.email)


def _contact(context: Context | None, person_id: UUID) -> Subject | None:
    person = register.contact_for_administrators(context, person_id)
    return _of_contact(person) if person else None


def _of_contact(person: register.ContactPerson) -> Subject:
    more = ", ".join(word for word in (person.provider.name, person.email) if word)
    return Subject(ErasureKind.PERSON, person.id, person.full_name, more)


def subjects_found(context: Context | None, words: str) -> list[Subject]:
    """Return whom an administrator may mean: providers, people with an account, and contacts at providers."""
    words = words.replace("\0", "").strip()
    if not words or not can_administer(context):
        return []
    places = register.locations(context, search=words, order="provider")
    found = [_provider(context, one) for one in dict.fromkeys(places.values_list("provider_id", flat=True)[: MOST * 4])]
    found += [_of_account(person) for person in accounts.people(context, words)[:MOST]]
    found += [_of_contact(person) for person in register.contacts_for_administrators(context, words)[:MOST]]
    return [subject for subject in found if subject]


def counts_by_step(kind: ErasureKind, counts: Mapping[str, int]) -> list[tuple[str, str]]:
    """Return what was erased or emptied in words, and how many rows it was; each table under its first step."""
    left, said = dict(counts), []
    for step in steps_of(kind):
        rows = sum(left.pop(statement.table, 0) for statement in step.statements)
        said += [(step.title, f"{rows:,}")] if rows else []
    rest = sum(left.values())
    return said + ([("Other", f"{rest:,}")] if rest else [])


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
