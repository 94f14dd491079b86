"""Tables of this room: rounds, their projects and councils, what these sent and were asked, what is public or left."""

from benchmarking.models.analyses import RoundAnalysis
from benchmarking.models.editions import BenchmarkEdition, EditionCopy, EditionLedgerRow
from benchmarking.models.levers import LeverMark, LeverVersion
from benchmarking.models.project_work import ProjectChange, ProjectRisk, ProjectRiskRating, ProjectTask
from benchmarking.models.projects import ProjectBrief, ProjectDecision, ProjectMeeting, ProjectSeat
from benchmarking.models.public_files import PublicFigure, PublicFile
from benchmarking.models.questions import CouncilQuery
from benchmarking.models.returns import CouncilReturn, ReturnDraft
from benchmarking.models.rounds import BenchmarkRound, MemberConsent, RoundMember

__all__ = [
    "BenchmarkEdition",
    "BenchmarkRound",
    "CouncilQuery",
    "CouncilReturn",
    "EditionCopy",
    "EditionLedgerRow",
    "LeverMark",
    "LeverVersion",
    "MemberConsent",
    "ProjectBrief",
    "ProjectChange",
    "ProjectDecision",
    "ProjectMeeting",
    "ProjectRisk",
    "ProjectRiskRating",
    "ProjectSeat",
    "ProjectTask",
    "PublicFigure",
    "PublicFile",
    "ReturnDraft",
    "RoundAnalysis",
    "RoundMember",
]
