"""A commissioner with two plans of zones that differ by one sector, released one after the other.

It knows who works in which sector, as it pays for most of the visits, and chooses the sector that tells most. The
victim is a provider of that sector, and what is looked for its figure of the zone into which the sector goes.
"""

from collections.abc import Sequence
from math import exp, log
from random import Random
from statistics import fmean, pstdev

from markets.marketreleases.domain.attacks.gate_releases import publish_plan
from markets.marketreleases.domain.attacks.redrawn_plans import (
    PLAN_NAMES,
    Redrawn,
    change_of_window,
    fewest,
    is_blank,
    just_enough,
    places_of,
    redrawn,
)
from markets.marketreleases.domain.attacks.sector_markets import SectorMove, first_plan, moved, moves
from markets.marketreleases.domain.market_gate import MarketFigures
from reports.domain.attacks.attackers import Attacker, AttackRule
from reports.domain.attacks.knowledge import MarketKnowledge, usual_deviation
from reports.domain.attacks.markets import total_of
from reports.domain.attacks.outsiders import AttackerGuess
from reports.domain.attacks.scene import AttackScene, median_of
from reports.domain.attacks.versions import newcomer


def sector_of_few_redrawn(scene: AttackScene, rng: Random) -> AttackerGuess | None:
    """Move the sector of fewest owners, of these one whose provider comes into the middle of a zone, and subtract."""
    found = redrawn(scene, rng, fewest)
    return None if found is None else found.scene.guess(found.victim, _difference(found))


def sector_of_many_redrawn(scene: AttackScene, rng: Random) -> AttackerGuess | None:
    """Move one in which so many work that both plans may be shown, and no more than that."""
    found = redrawn(scene, rng, just_enough)
    return None if found is None else found.scene.guess(found.victim, _difference(found))


def rest_of_the_sector_tells(scene: AttackScene, rng: Random) -> AttackerGuess | None:
    """Move such a sector, in which all but the victim put their figures together: sums subtract."""
    found = redrawn(scene, rng, just_enough)
    if found is None:
        return None
    friends = found.market.providers_in(found.move.sector) - {found.provider}
    known = {place: found.scene.totals[place] for place in places_of(found.zones[1][found.move.there], friends)}
    knowledge = MarketKnowledge(found.scene.n, known)
    before, after = found.figures(found.move.there)
    if after is None:
        return found.scene.guess(found.victim, median_of(before), known)
    solved = knowledge.solved(found.victim, found.releases.window(after.n), float(after.median))
    rest = _rest(found, before, after, friends)
    return found.scene.guess(found.victim, rest if rest and abs(rest - solved) < solved / 50 else solved, known)


def one_of_a_window_redrawn(scene: AttackScene, rng: Random) -> AttackerGuess | None:
    """Know the order everywhere, and move the sector by which the middle of a zone changes by the victim alone."""
    found = redrawn(scene, rng, lambda market, move: change_of_window(market, move, scene))
    if found is None:
        return None
    logs = [log(total) for total in found.scene.totals]
    before = exp(fmean(logs) + pstdev(logs) * usual_deviation(found.victim, found.scene.n))
    return found.scene.guess_beside(found.victim, _difference(found), before)


def both_zones_put_together(scene: AttackScene, rng: Random) -> AttackerGuess | None:
    """Put the zones of both plans together: what is gone from the one zone has come into the other."""
    found = redrawn(scene, rng, just_enough)
    if found is None:
        return None
    went = newcomer(found.figures(found.move.here)[1], found.figures(found.move.here)[0], found.releases)
    came = _difference(found)
    guesses = [each for each in (went, came) if each is not None]
    return found.scene.guess(found.victim, fmean(guesses) if guesses else None)


def redrawn_there_and_back(scene: AttackScene, rng: Random) -> AttackerGuess | None:
    """Have three plans released: a sector moved, another moved as well, the first one moved back."""
    found = redrawn(scene, rng, just_enough)
    if found is None:
        return None
    plan = moved(first_plan(), found.move)
    others = [move for move in moves(plan) if move.there == found.move.there and move.sector != found.move.sector]
    both = moved(plan, rng.choice(others))
    back = moved(both, SectorMove(found.move.sector, found.move.there, found.move.here))
    named = [PLAN_NAMES[0] if is_blank(rng) else name for name in ("third", "fourth")]
    third, fourth = (
        publish_plan(found.releases, found.market.zones(each), name)
        for each, name in zip((both, back), named, strict=True)
    )
    there = found.move.there
    pairs = ((fourth.get(there), third.get(there)), found.figures(there))
    guesses = [guess for pair in pairs if (guess := newcomer(*pair, found.releases)) is not None]
    return found.scene.guess(found.victim, fmean(guesses) if guesses else None)


def _difference(found: Redrawn) -> float | None:
    """Return what the two figures of the zone into which the sector went give for the victim."""
    before, after = found.figures(found.move.there)
    was_there = any(row.provider == found.provider for row in found.zones[0][found.move.there])
    if not was_there:
        return newcomer(before, after, found.releases)
    if before is None or after is None:
        return median_of(after)
    return float(before.median) + found.releases.window(after.n).width * float(after.median - before.median)


def _rest(found: Redrawn, before: MarketFigures | None, after: MarketFigures, friends: set[str]) -> float | None:
    """Return the victim's figure if medians were means: what all figures of a zone have become more by."""
    if before is None:
        return None
    there = found.move.there
    then, now = (sum(float(total_of(row)) for row in zones[there] if row.provider in friends) for zones in found.zones)
    own = [row for row in found.zones[0][there] if row.provider == found.provider]
    more = after.n * float(after.median) - before.n * float(before.median) - (now - then)
    return more + (float(before.median) if own else 0.0)


PLAN_ATTACKERS: Sequence[Attacker] = (
    Attacker(sector_of_few_redrawn),
    Attacker(sector_of_many_redrawn),
    Attacker(rest_of_the_sector_tells),
    Attacker(one_of_a_window_redrawn, AttackRule.ORDER),
    Attacker(both_zones_put_together),
    Attacker(redrawn_there_and_back),
)
