"""An appraisal as it is shown: the ranking with the answer first, the table of scores, and what hangs on a weight."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from markets.options.domain.appraisal import OptionScore, RankedOption, Scores, WeightSwing, ranked, swings
from markets.options.domain.appraisal_terms import NamedLine
from spreadsheets.decimals import rounded


@dataclass(frozen=True, slots=True)
class ShownOption:
    """An option with its place, its weighted score out of 5 and each criterion's score, None where it is missing."""

    line: NamedLine
    place: int | None
    total: str
    cells: tuple[tuple[NamedLine, OptionScore | None], ...]


@dataclass(frozen=True, slots=True)
class ShownAppraisal:
    """``says`` is the answer in a sentence; each criterion has its weight and what hangs on it."""

    says: str
    criteria: tuple[tuple[NamedLine, int, str], ...]
    options: tuple[ShownOption, ...]
    missing: int

    @property
    def is_weighed(self) -> bool:
        return any(weight for _, weight, _ in self.criteria)


def shown_appraisal(
    options: Sequence[NamedLine], criteria: Sequence[NamedLine], weights: Mapping[str, int], scores: Scores
) -> ShownAppraisal:
    words = {line.key: line for line in options}
    found = ranked([line.key for line in options], weights, scores)
    shown = tuple(
        ShownOption(
            words[one.key], one.place, _out_of_five(one.total),
            tuple((line, scores.get((one.key, line.key))) for line in criteria),
        )
        for one in found
    )  # fmt: skip
    missing = sum(len(one.missing) for one in found)
    hangs = {} if missing else {one.criterion: _swing(one, words) for one in swings(list(words), weights, scores)}
    weighed = tuple((line, weights.get(line.key, 0), hangs.get(line.key, "")) for line in criteria)
    return ShownAppraisal(_says(found, words, missing, bool(weights)), weighed, shown, missing)


def _out_of_five(total: Fraction | None) -> str:
    if total is None:
        return "–"
    return f"{rounded(Decimal(total.numerator) / Decimal(total.denominator), 2)}"


def _says(found: Sequence[RankedOption], words: Mapping[str, NamedLine], missing: int, is_weighed: bool) -> str:
    if not is_weighed:
        return "The weights are not set yet: they come before any score."
    if missing:
        return f"{missing} score{'s are' if missing > 1 else ' is'} still missing, so there is no ranking yet."
    first = [words[one.key].words for one in found if one.place == 1]
    if len(first) > 1:
        return f"{' and '.join(first)} share the first place, at {_out_of_five(found[0].total)} of 5."
    return f"{first[0]} comes first, at {_out_of_five(found[0].total)} of 5."


def _swing(one: WeightSwing, words: Mapping[str, NamedLine]) -> str:
    low, high = (" and ".join(words[key].words for key in keys) for keys in (one.first_low, one.first_high))
    if one.turns_at is None:
        return "Whatever it weighs, the first place stays."
    turn = f"The first place changes at a weight of {rounded(Decimal(float(one.turns_at)), 0)}."
    if low == high:
        return f"{turn} At half its weight and at half as much again it stays."
    return f"{turn} At half its weight {low} comes first; at half as much again {high}."
