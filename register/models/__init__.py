"""What is remembered of who owes a return, and in which exercise."""

from register.models.exercises import Exercise, Participation
from register.models.imports import RegisterImport
from register.models.register import Authority, ContactPerson, Location, Owner, Provider

__all__ = [
    "Authority",
    "ContactPerson",
    "Exercise",
    "Location",
    "Owner",
    "Participation",
    "Provider",
    "RegisterImport",
    "import",
    "s",
]
