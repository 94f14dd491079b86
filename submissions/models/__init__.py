"""What is remembered of who owes a return, and of what was sent."""

from submissions.models.drafts import Draft, DraftClash, DraftSection
from submissions.models.exercises import Exercise, Participation
from submissions.models.imports import RegisterImport
from submissions.models.register import Authority, ContactPerson, Location, Owner, Provider
from submissions.models.returns import Explanation, Return, Upload, Version, VersionFinding

__all__ = [
    "Authority",
    "ContactPerson",
    "Draft",
    "DraftClash",
    "DraftSection",
    "Exercise",
    "Explanation",
    "Location",
    "Owner",
    "Participation",
    "Provider",
    "RegisterImport",
    "Return",
    "Upload",
    "Version",
    "VersionFinding",
]
