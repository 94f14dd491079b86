"""Options against criteria: weights set before scores, a ranking, and how far the ranking hangs on the weights."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

MOST_SCORE, MOST_WEIGHT = 5, 100
# How far a weight is turned up and down to see whether the first option stays first.
SWING = Fraction(1, 2)


@dataclass(frozen=True, slots=True)
class OptionScore:
    """A score from 0 to 5 with its reason; ``figure`` names the frozen run or scenario on which it rests, if any."""

    points: int
    reason: str
    figure: str = ""


@dataclass(frozen=True, slots=True)
class RankedOption:
    """An option with its weighted score out of 5, None while a score is missing, and its place from 1."""

    key: str
    total: Fraction | None
    place: int | None
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WeightSwing:
    """Who is first when one criterion weighs half as much again, or half; ``turns_at`` is the weight where it changes.

    None where no weight from 0 to 100 changes who is first.
    """

    criterion: str
    first_low: tuple[str, ...]
    first_high: tuple[str, ...]
    turns_at: Fraction | None


Scores = Mapping[tuple[str, str], OptionScore]
Weights = Mapping[str, int]


def weight_faults(weights: Weights) -> list[str]:
    """Return what keeps weights from being set, in words."""
    faults = [
        f"The weight of “{key}” must be from 0 to {MOST_WEIGHT}."
        for key, w in weights.items()
        if not 0 <= w <= MOST_WEIGHT
    ]
    return faults if any(weights.values()) else [*faults, "Give at least one criterion a weight above 0."]


def score_faults(score: OptionScore) -> list[str]:
    faults = [] if 0 <= score.points <= MOST_SCORE else [f"A score is a whole number from 0 to {MOST_SCORE}."]
    return faults if score.reason.strip() else [*faults, "Say in a sentence why."]


def ranked(options: Sequence[str], weights: Weights, scores: Scores) -> list[RankedOption]:
    """Return the options, the best first; equal ones share a place, and those with a score missing come last."""
    totals = {option: _total(option, weights, scores) for option in options}
    known = sorted((total for total in totals.values() if total is not None), reverse=True)
    found = [
        RankedOption(
            option,
            total,
            None if total is None else known.index(total) + 1,
            tuple(key for key, weight in weights.items() if weight and (option, key) not in scores),
        )
        for option, total in totals.items()
    ]
    return sorted(found, key=lambda each: (each.place is None, each.place or 0, options.index(each.key)))


def _total(option: str, weights: Weights, scores: Scores) -> Fraction | None:
    """Return Σ weight · points / Σ weights, None while a criterion that weighs something has no score."""
    needed = {key: weight for key, weight in weights.items() if weight}
    if not needed or any((option, key) not in scores for key in needed):
        return None
    return Fraction(sum(w * scores[option, key].points for key, w in needed.items()), sum(needed.values()))


def swings(options: Sequence[str], weights: Weights, scores: Scores) -> list[WeightSwing]:
    """Return for each criterion that weighs something how far the first place hangs on its weight."""
    now = firsts(options, weights, scores)
    return [_swing(key, options, weights, scores, now) for key, weight in weights.items() if weight]


def firsts(options: Sequence[str], weights: Mapping[str, int | Fraction], scores: Scores) -> tuple[str, ...]:
    """Return the options that share the first place."""
    totals = {}
    for option in options:
        needed = {key: weight for key, weight in weights.items() if weight}
        if needed and all((option, key) in scores for key in needed):
            totals[option] = sum(w * scores[option, key].points for key, w in needed.items())
    best = max(totals.values(), default=None)
    return tuple(option for option, total in totals.items() if total == best)


def _swing(key: str, options: Sequence[str], weights: Weights, scores: Scores, now: tuple[str, ...]) -> WeightSwing:
    turned = [firsts(options, {**weights, key: weights[key] * (1 + off)}, scores) for off in (-SWING, SWING)]
    levels = [_level(first, other, key, weights, scores) for first in now for other in options if other not in now]
    turns = [at for at in levels if at is not None and 0 <= at <= MOST_WEIGHT]
    nearest = min(turns, key=lambda at: (abs(at - weights[key]), at), default=None)
    return WeightSwing(key, turned[0], turned[1], nearest)


def _level(first: str, other: str, key: str, weights: Weights, scores: Scores) -> Fraction | None:
    """Return the weight of one criterion at which two options draw level, None where it makes no difference."""
    needed = [name for name, weight in weights.items() if weight]
    if any((option, name) not in scores for option in (first, other) for name in needed):
        return None
    apart = {name: scores[first, name].points - scores[other, name].points for name in needed}
    if not apart[key]:
        return None
    return -Fraction(sum(weights[name] * apart[name] for name in needed if name != key), apart[key])
