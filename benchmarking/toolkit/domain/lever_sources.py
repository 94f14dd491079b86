"""What of the portal's own releases may carry a lever: links that go together, and findings that several say.

By rule C of the grades: a link of a round counts where it says *goes with*; a finding where at least three of those
asked say so and at most two speak against it. Nobody types either: they are chosen, and say what was released.
"""

import re
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from benchmarking.editions.domain.said_words import CLAIMS
from benchmarking.toolkit.domain.levers import EvidenceKind, Lever, LeverEvidence

GOES_WITH = re.compile(r"(?<!no sign of )\bgoes with\b")
SEVERAL, FEW = 3, 2
LINK, FINDING = "link", "finding"


def link_evidence(edition_id: object, where: str, hypotheses: Mapping[str, Any]) -> list[LeverEvidence]:
    """Return the links of a released edition that go together, with their sentence."""
    return [
        LeverEvidence(EvidenceKind.FIGURES, one["sentence"], where, f"{LINK}:{edition_id}:{key}")
        for key, one in hypotheses.items()
        if GOES_WITH.search(one["sentence"])
    ]


def finding_evidence(
    finding: Any, where: str, speak_for: Collection[str], against: Collection[str]
) -> LeverEvidence | None:
    """Return a released finding as evidence; None where too few say so, too many the opposite, or it claims a cause."""
    if len(speak_for) < SEVERAL or len(against) > FEW or CLAIMS.search(finding.sentence):
        return None
    what = f"{finding.sentence.rstrip('.')}. {finding.said_by}".strip()
    return LeverEvidence(EvidenceKind.INTERVIEWS, what, where, f"{FINDING}:{finding.id}")


def gone_evidence(lever: Lever, offered: Iterable[LeverEvidence]) -> tuple[LeverEvidence, ...]:
    """Return what a lever rests on that is no longer released as it says."""
    there = set(offered)
    return tuple(one for one in lever.evidence if one.ref and one not in there)
