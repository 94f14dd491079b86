"""Tables of this room: rounds and their councils, what these sent and agreed to, what was worked out and what left."""

from benchmarking.models.analyses import RoundAnalysis
from benchmarking.models.editions import BenchmarkEdition, EditionCopy, EditionLedgerRow
from benchmarking.models.returns import CouncilReturn, ReturnDraft
from benchmarking.models.rounds import BenchmarkRound, MemberConsent, RoundMember

__all__ = [
    "BenchmarkEdition",
    "BenchmarkRound",
    "CouncilReturn",
    "EditionCopy",
    "EditionLedgerRow",
    "MemberConsent",
    "ReturnDraft",
    "RoundAnalysis",
    "RoundMember",
]
