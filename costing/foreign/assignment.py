"""Which cells answer which question: each cell goes to the question that its words speak of most."""

from collections import defaultdict
from collections.abc import Iterable

from costing.foreign.label_matches import LEAST, LabelMatch, matches
from costing.foreign.shared_sheets import of_service
from costing.foreign.slots import LabelledCell
from costing.form import Form

# So much better is a cell that leaves another one to its second question.
_CLEARLY = 0.12
_NEARLY = 0.12
_NEAR_THE_BEST = 0.3


def candidates(form: Form, slots: Iterable[LabelledCell]) -> dict[str, list[LabelMatch]]:
    """Return the cells of each question, the best first; a cell answers one question alone."""
    every = [found for slot in of_service(form.service, list(slots)) if (found := matches(form, slot))]
    best_by_key = _best(every)
    assigned: dict[str, list[LabelMatch]] = defaultdict(list)
    for found in every:
        taken = _taken(found, best_by_key)
        assigned[taken.key].append(taken)
    return {key: _near_the_best(found) for key, found in assigned.items()}


def _best(every: list[list[LabelMatch]]) -> dict[str, LabelMatch]:
    """Return the best cell with something in it of each question, of those whose first question it is."""
    best: dict[str, LabelMatch] = {}
    for found in every:
        first = found[0]
        if not first.slot.is_blank and (first.key not in best or best[first.key].score < first.score):
            best[first.key] = first
    return best


def _taken(found: list[LabelMatch], best: dict[str, LabelMatch]) -> LabelMatch:
    """Return the match by which a cell is taken: its second question where another answers its first better."""
    first = found[0]
    if not first.slot.is_words and first.key in best and best[first.key].score < first.score + _CLEARLY:
        return first
    for other in found[1:4]:
        if other.score >= first.score - _NEARLY and other.key not in best and first.key in best:
            return other
    return first


def _near_the_best(found: list[LabelMatch]) -> list[LabelMatch]:
    filled = [match for match in found if not match.slot.is_blank]
    of_use = filled or found
    top = max(match.score for match in of_use)
    kept = [match for match in found if match.score >= max(LEAST, top - _NEAR_THE_BEST)]
    return sorted(kept, key=lambda match: (-match.score, match.slot.sheet, match.slot.position[::-1]))
