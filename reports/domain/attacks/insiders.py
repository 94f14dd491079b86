"""Attackers who took part: they know figures of their own, alone, as two, as an owner of several, or all but one."""

from collections import Counter
from collections.abc import Sequence
from math import exp, log
from random import Random
from statistics import NormalDist, fmean, pstdev

from reports.domain.attacks.outsiders import AttackerGuess, quartile_of
from reports.domain.attacks.scene import AttackScene, median_of
from reports.domain.ledger import Figures
from reports.domain.statistics import LOWER, MIDDLE, UPPER


def own_value(scene: AttackScene, rng: Random) -> AttackerGuess | None:
    """Let the return below the middle take its own figure out of the published mean."""
    return insiders_beside(scene, scene.middle, (scene.middle - 1,))


def two_colluders(scene: AttackScene, rng: Random) -> AttackerGuess | None:
    """Let the returns on both sides of the middle put their figures together, not knowing who stands where."""
    return colluders_beside(scene, median_of(scene.shown))


def two_colluders_in_order(scene: AttackScene, rng: Random) -> AttackerGuess | None:
    """Let them know as well that the victim stands between them: without any release they know as much as *strong*."""
    return colluders_beside(scene, median_of(scene.shown), in_order=True)


def owner_of_a_group(scene: AttackScene, rng: Random) -> AttackerGuess | None:
    """Let the owner with most returns around the middle look for the other return that is nearest to it."""
    around = range(max(0, scene.middle - 4), min(scene.n, scene.middle + 5))
    owner, held = Counter(scene.market[place].owner for place in around).most_common(1)[0]
    if held < 2:
        return None
    own = [place for place, row in enumerate(scene.market) if row.owner == owner]
    others = [place for place in range(scene.n) if place not in own]
    if not others:
        return None
    return insiders_beside(scene, min(others, key=lambda place: (abs(place - scene.middle), place)), own)


def colluders_beside(scene: AttackScene, mean: float | None, *, in_order: bool = False) -> AttackerGuess | None:
    """Guess what two at the middle's sides make of the mean of the window, or of what they have sharpened it to."""
    middle, places = scene.middle, (scene.middle - 1, scene.middle + 1)
    if scene.middle + 1 >= scene.n:
        return None
    knowledge, window = scene.knowing(places), scene.window
    if in_order:
        released = None if mean is None else knowledge.solved(middle, window, mean)
        return scene.guess(middle, released, knowledge.known)
    released = None if mean is None else knowledge.shared_out(window, mean)
    return scene.guess_beside(middle, released, knowledge.typical())


def insiders_beside(scene: AttackScene, victim: int, places: Sequence[int]) -> AttackerGuess | None:
    """Guess what is left of the window's sum without the insiders' figures, divided among the others in it."""
    if not all(0 <= place < scene.n for place in places):
        return None
    knowledge, mean = scene.knowing(places), median_of(scene.shown)
    guess = None if mean is None else knowledge.solved(victim, scene.window, mean)
    return scene.guess(victim, guess, knowledge.known)


def one_insider(scene: AttackScene, rng: Random) -> AttackerGuess | None:
    """Know one return's figure, anywhere, and nobody's place."""
    return _insiders_anywhere(scene, rng, 1)


def two_insiders(scene: AttackScene, rng: Random) -> AttackerGuess | None:
    """Know two returns' figures, anywhere, and nobody's place."""
    return _insiders_anywhere(scene, rng, 2)


def all_but_one(scene: AttackScene, rng: Random) -> AttackerGuess | None:
    """Know every figure but one, and nobody's place: which figures would have given the release?"""
    victim = rng.randrange(scene.n)
    others = [total for place, total in enumerate(scene.totals) if place != victim]
    usual = NormalDist(fmean(map(log, others)), max(0.01, pstdev(map(log, others))))
    released = _consistent(scene, scene.shown, others, usual) if scene.shown else None
    return scene.guess_beside(victim, released, exp(usual.mean))


def _insiders_anywhere(scene: AttackScene, rng: Random, count: int) -> AttackerGuess | None:
    victim, *known = rng.sample(range(scene.n), count + 1)
    own = [scene.totals[place] for place in known]
    shown = scene.shown
    rest = (shown.n * float(shown.median) - sum(own)) / (shown.n - count) if shown else None
    return scene.guess_beside(victim, rest, scene.knowing(known).typical())


def _consistent(scene: AttackScene, shown: Figures, others: list[float], usual: NormalDist) -> float:
    """Return the likeliest figure (half of what is usual below it) among those that would give these quantiles."""
    return likeliest_between(*consistent_range(scene, shown, others), usual)


def consistent_range(
    scene: AttackScene, shown: Figures, others: list[float], share: float = 1.0
) -> tuple[float, float]:
    """Return the least and the most that the missing total may be, by a cell that is this ``share`` of the total.

    With the missing figure the sum of a window is that of one place less, and the figure itself, moved into it.
    """
    least, most = 0.0, float("inf")
    for p in (LOWER, MIDDLE, UPPER):
        figure = quartile_of(shown, p)
        window = scene.window if p == MIDDLE else scene.releases.window(shown.n, p)
        if figure is None or window.stop > len(others) or window.start < 1:
            continue
        doubt = scene.releases.step(float(figure), shown.n) / share / 2 * window.width
        in_window = window.width * float(figure) / share - sum(others[window.start : window.stop - 1])
        low, high = in_window - doubt, in_window + doubt
        # Below the window's edge, or above it, any figure would do.
        least = max(least, min(low, others[window.stop - 1]) if low > others[window.start - 1] else 0.0)
        most = min(most, max(high, others[window.start - 1]) if high < others[window.stop - 1] else float("inf"))
    return least, most


def likeliest_between(least: float, most: float, usual: NormalDist) -> float:
    """Return the figure with half of what is usual between the two below it."""
    if most <= least:
        return (least + most) / 2
    below = usual.cdf(log(least)) if least else 0.0
    above = usual.cdf(log(most)) if most < float("inf") else 1.0
    share = (below + above) / 2
    guess = exp(usual.inv_cdf(share)) if 0 < share < 1 else exp(usual.mean)
    return min(max(guess, least), most)
