"""The tables of returns, drafts, exemptions, questions, collaboration and allocations."""

from submissions.models.allocations import Allocation
from submissions.models.collaboration import ColleagueNote, Presence, Responsibility
from submissions.models.drafts import Draft, DraftClash, DraftSection
from submissions.models.exemptions import ExemptionRequest
from submissions.models.intake import IntakeFolder, IntakeWorkbook, RememberedLayout
from submissions.models.questions import ReturnQuestion
from submissions.models.returns import Explanation, Return, Upload, Version, VersionFinding

__all__ = [
    "Allocation",
    "ColleagueNote",
    "Draft",
    "DraftClash",
    "DraftSection",
    "ExemptionRequest",
    "Explanation",
    "IntakeFolder",
    "IntakeWorkbook",
    "Presence",
    "RememberedLayout",
    "Responsibility",
    "Return",
    "ReturnQuestion",
    "Upload",
    "Version",
    "VersionFinding",
]
