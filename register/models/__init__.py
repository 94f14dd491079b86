"""The tables of the register, its imports, and exercises with who takes part."""

from register.models.exercises import Exercise, Participation
from register.models.imports import ListMeaning, RegisterImport
from register.models.register import Authority, ContactPerson, Location, LocationRating, Owner, Provider

__all__ = [
    "Authority",
    "ContactPerson",
    "Exercise",
    "ListMeaning",
    "Location",
    "LocationRating",
    "Owner",
    "Participation",
    "Provider",
    "RegisterImport",
]
