"""Lines that are blank in this workbook: remembered too, so that the next one of the layout needs no question."""

from collections import Counter
from collections.abc import Iterable, Mapping

from costing.foreign.label_matches import LabelMatch
from costing.foreign.proposal import Pick
from costing.foreign.resolution import Resolver

_SURE = 0.66


def blanks(resolver: Resolver, found: Mapping[str, list[LabelMatch]], picks: Iterable[Pick]) -> list[Pick]:
    """Return the cell of each recognised label whose cells are all blank: in the column where answers stand."""
    picks = list(picks)
    answered = {pick.key for pick in picks}
    used = Counter((slot.sheet, slot.position[0]) for pick in picks for slot in pick.slots if not slot.is_words)
    taken = {(slot.sheet, slot.position) for pick in picks for slot in pick.slots}
    made: list[Pick] = []
    for key, candidates in found.items():
        if key in answered or any(not match.slot.is_blank for match in candidates):
            continue
        near = [
            match for match in candidates
            if match.score >= _SURE and (match.slot.sheet, match.slot.position) not in taken
        ]  # fmt: skip
        if near and len({(match.slot.sheet, match.slot.label) for match in near}) == 1:
            in_column = max(near, key=lambda m: (used[m.slot.sheet, m.slot.position[0]], -m.slot.position[0]))
            made.append(resolver.pick_of(key, in_column))
    return made
