"""What is erased of whom, as data."""

from accounts.erasures.domain.states import ErasureKind
from costofcare.erasures.domain import of_a_person, of_a_provider
from costofcare.erasures.domain.steps import ErasureStep


def steps_of(kind: ErasureKind) -> tuple[ErasureStep, ...]:
    return {ErasureKind.PROVIDER: of_a_provider.STEPS, ErasureKind.PERSON: of_a_person.STEPS}[kind]
