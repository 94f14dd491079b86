"""Why figures are hidden, in words for the team; whoever reads an edition sees of each that it is hidden, no more."""

from collections import defaultdict
from collections.abc import Mapping

from benchmarking.analysis.domain.catalogue import MEASURES
from benchmarking.editions.domain.edition_tables import group_in_words

BECAUSE = {
    "no_values": "no council has a figure",
    "below_zero": "some are below 0, which the gate does not round",
    "D3": "one to four of its councils are not named there, and would follow from those who are (D3)",
    "R1": "fewer than five councils (R1)",
    "R2": "too few councils beside the largest (R2)",
    "R3": "the figures are too much alike (R3)",
    "few_above_zero": "too few councils have more than 0",
    "R4": "it differs by a few councils from a figure that leaves (R4)",
    "R5": "it would follow from figures that leave (R5)",
    "R6": "one council holds too much of the window (R6)",
    "zero": "it would be 0",
    "R10": "it would equal a council’s own figure (R10)",
    "R13": "it has had fresh figures often enough (R13)",
}


def hidden_in_words(reasons: Mapping[str, Mapping[str, str]]) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return by measure why which groups are hidden: a line a reason."""
    found = []
    for key, groups in reasons.items():
        by_reason = defaultdict(list)
        for name, code in groups.items():
            by_reason[code].append(group_in_words(name))
        if by_reason:
            lines = [(", ".join(names), BECAUSE.get(code, code)) for code, names in by_reason.items()]
            found.append((MEASURES[key].label, lines))
    return found
