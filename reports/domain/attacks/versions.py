"""Attackers who compare one release with the next: somebody came, somebody corrected, or another exercise."""

from collections.abc import Callable
from decimal import Decimal
from random import Random

from reports.domain.attacks.insiders import colluders_beside
from reports.domain.attacks.markets import total_of
from reports.domain.attacks.outsiders import AttackerGuess, Releases
from reports.domain.attacks.scene import AttackScene, Market, median_of, with_total, without
from reports.domain.ledger import Figures

RELEASES = 12
PENNY = Decimal("0.01")


def one_more_return(scene: AttackScene, rng: Random) -> AttackerGuess | None:
    """Attack the next version, which has one more return that stands in the middle."""
    releases = scene.method.open()
    before = releases.publish_total(without(scene.market, scene.middle))
    after = releases.publish_total(scene.market)
    return scene.guess(scene.middle, newcomer(before, after, releases))


def one_return_less(scene: AttackScene, rng: Random) -> AttackerGuess | None:
    """Attack the next version, from which the return in the middle was left out: with and without an outlier."""
    releases = scene.method.open()
    after = releases.publish_total(scene.market)
    before = releases.publish_total(without(scene.market, scene.middle))
    return scene.guess(scene.middle, newcomer(before, after, releases))


def corrected_value(scene: AttackScene, rng: Random) -> AttackerGuess | None:
    """Attack the next version, which corrects one figure that was a tenth too high and now stands in the middle."""
    victim = scene.market[scene.middle]
    wrong = with_total(victim, total_of(victim) * Decimal("1.1"))
    releases = scene.method.open()
    before = releases.publish_total([*without(scene.market, scene.middle), wrong])
    after = releases.publish_total(scene.market)
    if before is None or after is None:
        return scene.guess(scene.middle, median_of(after))
    moved = releases.window(after.n).width * float(after.median - before.median)
    return scene.guess(scene.middle, float(before.median) + moved)


def four_of_five_newcomers(scene: AttackScene, rng: Random) -> AttackerGuess | None:
    """Let four newcomers of five, any of them, look for the fifth: n times a mean is a sum, and sums subtract."""
    if scene.n < 8:
        return None
    victim, *known = rng.sample(range(scene.n), 5)
    releases = scene.method.open()
    before = releases.publish_total([row for place, row in enumerate(scene.market) if place not in (victim, *known)])
    after = releases.publish_total(scene.market)
    knowledge = scene.knowing(known)
    released = None
    if before and after:
        rest = after.n * float(after.median) - before.n * float(before.median) - sum(knowledge.known.values())
        solved = knowledge.solved(victim, releases.window(after.n), float(after.median))
        released = rest if abs(rest - solved) < solved / 50 else solved
    return scene.guess(victim, released, knowledge.known)


def penny_corrections(scene: AttackScene, rng: Random) -> AttackerGuess | None:
    """Let a colluder correct his own figure by pennies from release to release, until the rounded mean moves."""
    return _corrections(scene, lambda number, step: {1: number * PENNY})


def corrections_of_five(scene: AttackScene, rng: Random) -> AttackerGuess | None:
    """Let five owners correct theirs by a step and more each time, so that figures are made afresh."""
    return _corrections(scene, lambda number, step: dict.fromkeys((1, 2, 3, -2, -3), step * (10 + 7 * number) / 10))


def two_exercises(scene: AttackScene, rng: Random) -> AttackerGuess | None:
    """Compare two exercises of one price date, of which the second lacks the return in the middle."""
    releases = scene.method.open()
    after = releases.publish_total(scene.market)
    before = releases.second_exercise().publish_total(without(scene.market, scene.middle))
    return scene.guess(scene.middle, newcomer(before, after, releases))


def newcomer(before: Figures | None, after: Figures | None, releases: Releases) -> float | None:
    """Return the figure that came into the window; if the window did not grow, another one left it."""
    if after is None:
        return None
    if before is None:
        return float(after.median)
    wide, narrow = releases.window(after.n).width, releases.window(before.n).width
    left = (narrow + 1 - wide) * float(before.median)
    return wide * float(after.median) - narrow * float(before.median) + left


def _corrections(scene: AttackScene, moved: Callable[[int, Decimal], dict[int, Decimal]]) -> AttackerGuess | None:
    """Let the two beside the victim learn the window's sum ever better: it lies where all releases allow it."""
    middle = scene.middle
    if scene.n < 9:
        return None
    releases, window = scene.method.open(), scene.window
    step = Decimal(str(scene.releases.step(scene.totals[middle], scene.n)))
    least, most = 0.0, float("inf")
    for number in range(RELEASES):
        if number == RELEASES - 1:
            releases.close()
        by_place = {middle + place: by for place, by in moved(number, step).items()}
        shown = releases.publish_total(_moved(scene.market, by_place))
        if shown is None or shown.n != scene.n:
            continue
        added = sum(float(by) for place, by in by_place.items() if window.start <= place < window.stop)
        sum_without, doubt = window.width * float(shown.median) - added, float(step) / 2 * window.width
        if sum_without - doubt < most and sum_without + doubt > least:
            least, most = max(least, sum_without - doubt), min(most, sum_without + doubt)
    return colluders_beside(scene, (least + most) / 2 / window.width if most < float("inf") else None)


def _moved(market: Market, by_place: dict[int, Decimal]) -> Market:
    return [
        with_total(row, total_of(row) + by_place[place]) if place in by_place else row
        for place, row in enumerate(market)
    ]
