"""What is remembered of who owes a return, and of what was sent."""

from submissions.models.asking import Query
from submissions.models.divisions import Division
from submissions.models.drafts import Draft, DraftClash, DraftSection
from submissions.models.not_for_us import NotForUs
from submissions.models.returns import Explanation, Return, Upload, Version, VersionFinding
from submissions.models.together import Charge, ColleagueNote, Presence

__all__ = [
    "Charge",
    "ColleagueNote",
    "Division",
    "Draft",
    "DraftClash",
    "DraftSection",
    "Explanation",
    "NotForUs",
    "Presence",
    "Query",
    "Return",
    "Upload",
    "Version",
    "VersionFinding",
]
