"""The tables of the register, its imports, and exercises with who takes part."""

from register.models.exercises import Exercise, Participation
from register.models.imports import ListMeaning, RegisterImport
from register.models.register import Authority, ContactPerson, Location, Owner, Provider

__all__ = [
    "Authority",
    "ContactPerson",
    "Exercise",
    "ListMeaning",
    "Location",
    "Owner",
    "Participation",
    "Provider",
    "RegisterImport",
]
