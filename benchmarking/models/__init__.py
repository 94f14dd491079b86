"""Tables of this room: rounds, their councils, what they sent, agreed to and were asked, what is public, what left."""

from benchmarking.models.analyses import RoundAnalysis
from benchmarking.models.editions import BenchmarkEdition, EditionCopy, EditionLedgerRow
from benchmarking.models.levers import LeverMark
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
    "MemberConsent",
    "PublicFigure",
    "PublicFile",
    "ReturnDraft",
    "RoundAnalysis",
    "RoundMember",
]
