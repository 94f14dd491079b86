"""What is remembered of who owes a return, and of what was sent."""

from submissions.models.asking import Query
from submissions.models.divisions import Division
from submissions.models.drafts import Draft, DraftClash, DraftSection
from submissions.models.exercises import Exercise, Participation
from submissions.models.imports import RegisterImport
from submissions.models.not_for_us import NotForUs
from submissions.models.register import Authority, ContactPerson, Location, Owner, Provider
from submissions.models.returns import Explanation, Return, Upload, Version, VersionFinding
from submissions.models.together import Charge, ColleagueNote, Presence

__all__ = [
    "Authority",
    "Charge",
    "ColleagueNote",
    "ContactPerson",
    "Division",
    "Draft",
    "DraftClash",
    "DraftSection",
    "Exercise",
    "Explanation",
    "Location",
    "NotForUs",
    "Owner",
    "Participation",
    "Presence",
    "Provider",
    "Query",
    "RegisterImport",
    "Return",
    "Upload",
    "Version",
    "VersionFinding",
]
