"""Tables of this room: rounds, what councils sent and agreed to, what was asked, worked out, and what left."""

from benchmarking.models.analyses import RoundAnalysis
from benchmarking.models.editions import BenchmarkEdition, EditionCopy, EditionLedgerRow
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
    "MemberConsent",
    "PublicFigure",
    "PublicFile",
    "ReturnDraft",
    "RoundAnalysis",
    "RoundMember",
]
