"""The attacker who knows everybody's hours, and looks at coverage for the one return that was left out."""

from dataclasses import replace
from decimal import Decimal
from random import Random

from reports.domain.attacks.markets import total_cohort
from reports.domain.attacks.outsiders import WHOLE, AttackerGuess
from reports.domain.attacks.scene import AttackScene, without

# Between the numbers of two suspects, so that no neighbour is near enough to count.
APART = 1000.0


def left_out_by_weight(scene: AttackScene, rng: Random) -> AttackerGuess | None:
    """Name the return without which the hours of the others come nearest to the published coverage.

    What is guessed is a return's number, not a figure; chance names any of them.
    """
    if scene.n < 6:
        return None
    weights = [Decimal(rng.randint(50, 2000)) for _ in scene.market]
    rows = [replace(row, weight=weight) for row, weight in zip(scene.market, weights, strict=True)]
    scope = sum(weights) / Decimal(rng.uniform(0.5, 1)).quantize(Decimal("0.01"))
    victim = rng.randrange(scene.n)
    (used,) = total_cohort(without(rows, victim))
    shown = scene.method.open().publish((replace(used, weight_in_scope=scope),)).get(WHOLE)
    named = None
    if shown is not None and shown.coverage is not None:
        off = [abs((sum(weights) - weight) / scope - shown.coverage) for weight in weights]
        nearest = [place for place, distance in enumerate(off) if distance == min(off)]
        named = (1 + rng.choice(nearest)) * APART
    else:
        rng.random()
    by_chance = (1 + rng.randrange(scene.n)) * APART
    return AttackerGuess((1 + victim) * APART, named, by_chance, by_chance)
