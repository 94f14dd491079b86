"""Attackers who subtract cells of one release: a total and its groups, or one column of a home and another."""

from random import Random

from reports.domain.attacks.knowledge import MarketKnowledge
from reports.domain.attacks.markets import TOTAL, total_cohort
from reports.domain.attacks.outsiders import WHOLE, AttackerGuess, group
from reports.domain.attacks.scene import AttackScene, without, zoned
from reports.domain.attacks.versions import newcomer
from reports.domain.cohort import Cohort


def subgroup(scene: AttackScene, rng: Random) -> AttackerGuess | None:
    """Compare the total with a group that holds all returns but one."""
    zones = ["north"] * scene.n
    zones[scene.middle] = "south"
    releases = scene.method.open()
    shown = releases.publish(total_cohort(zoned(scene.market, zones)))
    return scene.guess(scene.middle, newcomer(shown.get(group("north")), shown.get(WHOLE), releases))


def complement(scene: AttackScene, rng: Random) -> AttackerGuess | None:
    """Compare the total with two groups that hold all but one: n times a mean is a sum, and sums subtract."""
    zones = [rng.choice(("east", "west")) for _ in scene.market]
    zones[scene.middle] = "south"
    shown = scene.method.open().publish(total_cohort(zoned(scene.market, zones)))
    total = shown.get(WHOLE)
    if total is None:
        return scene.guess(scene.middle, None)
    groups = [shown.get(group(zone)) for zone in ("east", "west")]
    rest = total.n * total.median - sum(found.n * found.median for found in groups if found)
    return scene.guess(scene.middle, float(total.median if None in groups else rest))


def colluders_in_a_zone(scene: AttackScene, rng: Random) -> AttackerGuess | None:
    """Let two of a zone of five returns, on both sides of its middle one, put their figures together."""
    if scene.n < 10:
        return None
    zone = sorted(rng.sample(range(scene.n), 5))
    zones = ["small" if place in zone else "rest" for place in range(scene.n)]
    releases = scene.method.open()
    shown = releases.publish(total_cohort(zoned(scene.market, zones))).get(group("small"))
    colluders = MarketKnowledge(5, {place: scene.totals[zone[place]] for place in (1, 3)})
    released = None if shown is None else colluders.shared_out(releases.window(5), float(shown.median))
    return scene.guess_beside(zone[2], released, colluders.typical())


def columns_of_homes(scene: AttackScene, rng: Random) -> AttackerGuess | None:
    """Compare two columns with the same costs: all homes have the one, all but the middle one have the other."""
    (nursing,) = total_cohort(scene.market)
    care = Cohort("nursing", (TOTAL,), tuple(without(scene.market, scene.middle)))
    releases = scene.method.open()
    shown = releases.publish((nursing, care))
    return scene.guess(scene.middle, newcomer(shown.get(WHOLE._replace(column="nursing")), shown.get(WHOLE), releases))
