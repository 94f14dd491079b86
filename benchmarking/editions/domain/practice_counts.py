"""How many councils buy in which way: counts of five and more, so that no smaller one follows from the rest."""

from collections import Counter
from collections.abc import Collection, Mapping

from benchmarking.analysis.domain.catalogue import BOTH, PRACTICE
from benchmarking.analysis.domain.practice_answers import PRACTICE_KEYS, practice_choices
from benchmarking.editions.domain.edition_source import EditionSource
from benchmarking.editions.domain.named_members import may_leave, unnamed_in
from costing.small_counts import shown_counts

Counts = Mapping[str, int | None]


def practice_counts(source: EditionSource) -> dict[str, Counts]:
    """Return by question how many councils gave each answer; None is fewer than 5, or hidden for one that is.

    A question leaves only where none, or at least five, of those who answered are unnamed.
    """
    found: dict[str, Counts] = {}
    for key in PRACTICE_KEYS:
        answers = {case.ons_code: case.choice(key) for case in source.cases if case.choice(key)}
        if answers and may_leave(unnamed_in(source.members, PRACTICE, answers)):
            counted = Counter(answers.values())
            found[key] = shown_counts({choice: counted[choice] for choice in practice_choices(key)})
    return found


def upper_third_counts(source: EditionSource, upper: Collection[str]) -> dict[str, Counts]:
    """Return what councils of an upper third do, of each question the answers of five and more."""
    if not may_leave(unnamed_in(source.members, BOTH, upper)):
        return {}
    found: dict[str, Counts] = {}
    for key in PRACTICE_KEYS:
        counted = Counter(case.choice(key) for case in source.cases if case.ons_code in upper and case.choice(key))
        shown = {choice: n for choice, n in shown_counts({c: counted[c] for c in practice_choices(key)}).items() if n}
        if shown:
            found[key] = shown
    return found
