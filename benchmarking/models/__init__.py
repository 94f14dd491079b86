"""Tables of this room: rounds, the councils in them, what they agreed to, and what they sent."""

from benchmarking.models.returns import CouncilReturn, ReturnDraft
from benchmarking.models.rounds import BenchmarkRound, MemberConsent, RoundMember

__all__ = ["BenchmarkRound", "CouncilReturn", "MemberConsent", "ReturnDraft", "RoundMember"]
