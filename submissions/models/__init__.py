"""The tables of returns, drafts, exemptions, questions, decisions, collaboration, allocations and the team's desk."""

from submissions.models.allocations import Allocation
from submissions.models.collaboration import ColleagueNote, Presence, Responsibility
from submissions.models.decisions import Adjustment, LineDecision
from submissions.models.desk import AnalystNote, ReturnAssignment
from submissions.models.drafts import Draft, DraftClash, DraftSection
from submissions.models.exemptions import ExemptionRequest
from submissions.models.intake import IntakeFolder, IntakeWorkbook, RememberedLayout
from submissions.models.kept_figures import KeptFigure
from submissions.models.questions import ReturnQuestion
from submissions.models.rechecks import Recheck, RecheckedReturn
from submissions.models.returns import Explanation, Return, Upload, Version, VersionFinding

__all__ = [
    "Adjustment",
    "Allocation",
    "AnalystNote",
    "ColleagueNote",
    "Draft",
    "DraftClash",
    "DraftSection",
    "ExemptionRequest",
    "Explanation",
    "IntakeFolder",
    "IntakeWorkbook",
    "KeptFigure",
    "LineDecision",
    "Presence",
    "Recheck",
    "RecheckedReturn",
    "RememberedLayout",
    "Responsibility",
    "Return",
    "ReturnAssignment",
    "ReturnQuestion",
    "Upload",
    "Version",
    "VersionFinding",
]
