"""The attacker who knows everybody's hours, and looks at coverage for the one return that was left out."""

from decimal import Decimal
from random import Random

from reports.domain.attacks.outsiders import AttackerGuess
from reports.domain.attacks.scene import AttackScene, without

# Between the numbers of two suspects, so that no neighbour is near enough to count.
APART = 1000.0


def left_out_by_weight(scene: AttackScene, rng: Random) -> AttackerGuess | None:
    """Name the return without which the hours of the others come nearest to the published coverage.

    What is guessed is a return's number, not a figure; chance names any of them.
    """
    received = [Decimal(rng.randint(50, 2000)) for _ in scene.market]
    in_scope = sum(received) / Decimal(f"{rng.uniform(0.5, 1):.2f}")
    victim, any_of_them, pick = rng.randrange(scene.n), rng.randrange(scene.n), rng.random()
    used = received[:victim] + received[victim + 1 :]
    releases = scene.method.open()
    shown = releases.publish_total(without(scene.market, victim))
    published = releases.coverage(used, received, in_scope) if shown else None
    named = None
    if published is not None:
        off = [abs((sum(received) - weight) / in_scope - published) for weight in received]
        nearest = [place for place, distance in enumerate(off) if distance == min(off)]
        named = (1 + nearest[int(pick * len(nearest))]) * APART
    by_chance = (1 + any_of_them) * APART
    return AttackerGuess((1 + victim) * APART, named, by_chance, by_chance)
