"""Tables of this room: rounds, their councils, what they agreed to and sent, what is public, and what was asked."""

from benchmarking.models.public_files import PublicFigure, PublicFile
from benchmarking.models.questions import CouncilQuery
from benchmarking.models.returns import CouncilReturn, ReturnDraft
from benchmarking.models.rounds import BenchmarkRound, MemberConsent, RoundMember

__all__ = [
    "BenchmarkRound",
    "CouncilQuery",
    "CouncilReturn",
    "MemberConsent",
    "PublicFigure",
    "PublicFile",
    "ReturnDraft",
    "RoundMember",
]
