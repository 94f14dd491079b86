"""Attackers who know a place in the order: the middle one, a quartile's, or the whole order."""

from math import exp, log
from random import Random
from statistics import fmean, pstdev

from reports.domain.attacks.knowledge import usual_deviation
from reports.domain.attacks.markets import SPREAD
from reports.domain.attacks.outsiders import AttackerGuess, Releases, quartile_of
from reports.domain.attacks.scene import AttackScene, median_of
from reports.domain.ledger import Figures
from reports.domain.order_windows import Window
from reports.domain.statistics import LOWER, MIDDLE, UPPER


def odd_median(scene: AttackScene, rng: Random) -> AttackerGuess | None:
    """Take the median for the middle return's figure, if the number of returns is odd."""
    if scene.n % 2 == 0:
        return None
    return scene.guess(scene.middle, median_of(scene.shown))


def quartile_rank(scene: AttackScene, rng: Random) -> AttackerGuess | None:
    """Take a quartile for the figure of the return of that rank, if there are 4k + 1 returns."""
    if scene.n % 4 != 1:
        return None
    p = rng.choice((LOWER, UPPER))
    shown = quartile_of(scene.shown, p) if scene.shown else None
    return scene.guess(int((scene.n - 1) * p), None if shown is None else float(shown))


def rank_fit(scene: AttackScene, rng: Random) -> AttackerGuess | None:
    """Know the whole order: draw a line through the published quantiles by place, and read any return off it.

    Before, whoever knows the order of a market knows its level and its spread as well, and draws the line by these.
    """
    victim, logs = rng.randrange(scene.n), [log(total) for total in scene.totals]
    before = exp(fmean(logs) + pstdev(logs) * usual_deviation(victim, scene.n))
    released = _read_off(scene.shown, victim, scene.releases) if scene.shown else None
    return scene.guess_beside(victim, released, before)


def _read_off(shown: Figures, victim: int, releases: Releases) -> float:
    """Fit figure = e^(a + b·deviation) through the quantiles; from the median alone b is the usual spread."""
    points = []
    for p in (LOWER, MIDDLE, UPPER):
        figure = quartile_of(shown, p)
        if figure:
            points.append((_deviation(releases.window(shown.n, p), shown.n), log(figure)))
    if not points:
        return 0.0
    mean_x, mean_y = (sum(axis) / len(points) for axis in zip(*points, strict=True))
    spread = sum((x - mean_x) ** 2 for x, _ in points)
    slope = sum((x - mean_x) * (y - mean_y) for x, y in points) / spread if spread else SPREAD
    return exp(mean_y + slope * (usual_deviation(victim, shown.n) - mean_x))


def _deviation(window: Window, n: int) -> float:
    return sum(usual_deviation(place, n) for place in range(window.start, window.stop)) / window.width
