"""Who is let loose on protected figures of a market: attackers of reports, and a commissioner who knows the council's.

What the council holds it may use: hours by provider, what it pays for of each, zone plans of its own drawing.
"""

from collections.abc import Sequence
from decimal import Decimal
from math import exp
from random import Random

from markets.marketreleases.domain.attacks.gate_releases import ZoneFigures, publish_plan
from reports.domain.attacks import by_rank, insiders, overlaps, versions
from reports.domain.attacks.attackers import Attacker, AttackRule
from reports.domain.attacks.outsiders import AttackerGuess, Releases
from reports.domain.attacks.scene import AttackScene, Market, median_of, with_total, without
from reports.domain.attacks.versions import newcomer

NORTH, SOUTH = "north", "south"
# By how much what the council pays for differs from all that a provider does, as a spread of the logarithm.
OTHER_FUNDERS = 0.02
# How much a provider's figure moves with a sector of its own.
OF_A_SECTOR = (-0.06, 0.06)


def council_pays_for_most(scene: AttackScene, rng: Random) -> AttackerGuess | None:
    """Let a commissioner who has each provider's figure of what the council pays for mend the victim's by the median.

    What the window's sum is off is divided among all who stand in it, as each may be off alike.
    """
    known = [total * exp(rng.gauss(0, OTHER_FUNDERS)) for total in scene.totals]
    mean, window = median_of(scene.shown), scene.window
    off = None if mean is None else mean - sum(known[window.start : window.stop]) / window.width
    own = known[scene.middle]
    return scene.guess_beside(scene.middle, None if off is None else own + off, own)


def hours_as_weights(scene: AttackScene, rng: Random) -> AttackerGuess | None:
    """Let one who knows all hours, and all figures but one, take the median for a mean by hours and solve it."""
    hours = [exp(rng.gauss(5, 1)) for _ in scene.totals]
    victim, mean = rng.randrange(scene.n), median_of(scene.shown)
    others = {place: total for place, total in enumerate(scene.totals) if place != victim}
    solved = None
    if mean is not None:
        solved = (mean * sum(hours) - sum(hours[place] * total for place, total in others.items())) / hours[victim]
    return scene.guess_beside(victim, solved, scene.knowing().expected(scene.middle))


def sector_moved_with_its_provider(scene: AttackScene, rng: Random) -> AttackerGuess | None:
    """Redraw the zones so that one sector, with the middle provider in it alone, goes to another zone."""
    releases = scene.method.open()
    before = publish_plan(releases, {NORTH: scene.market}, "")
    after = publish_plan(releases, {NORTH: without(scene.market, scene.middle)}, "redrawn")
    return scene.guess(scene.middle, newcomer(after.get(NORTH), before.get(NORTH), releases))


def sector_moved_to_it(scene: AttackScene, rng: Random) -> AttackerGuess | None:
    """Redraw them the other way: the middle provider comes into the zone by a sector of its own."""
    releases = scene.method.open()
    before = publish_plan(releases, {NORTH: without(scene.market, scene.middle)}, "")
    after = publish_plan(releases, {NORTH: scene.market}, "redrawn")
    return scene.guess(scene.middle, newcomer(before.get(NORTH), after.get(NORTH), releases))


def sector_of_one_provider_moved(scene: AttackScene, rng: Random) -> AttackerGuess | None:
    """Redraw them so that the middle provider keeps its place in the zone and its figure alone is another."""
    releases = scene.method.open()
    other = _with_another_figure(scene, rng)
    before = publish_plan(releases, {NORTH: other}, "")
    after = publish_plan(releases, {NORTH: scene.market}, "redrawn")
    return scene.guess(scene.middle, _moved(before, after, releases))


def sector_moved_between_two_zones(scene: AttackScene, rng: Random) -> AttackerGuess | None:
    """Put both zones of both plans together: n times a mean is a sum, what leaves one zone comes into the other."""
    if scene.n < 12:
        return None
    releases = scene.method.open()
    zones = {NORTH: scene.market[::2], SOUTH: scene.market[1::2]}
    here = NORTH if scene.middle % 2 == 0 else SOUTH
    there = SOUTH if here == NORTH else NORTH
    victim = scene.market[scene.middle]
    moved = {here: [row for row in zones[here] if row is not victim], there: [*zones[there], victim]}
    before, after = publish_plan(releases, zones, ""), publish_plan(releases, moved, "redrawn")
    came = newcomer(before.get(there), after.get(there), releases)
    went = newcomer(after.get(here), before.get(here), releases)
    found = [guess for guess in (came, went) if guess is not None]
    return scene.guess(scene.middle, sum(found) / len(found) if found else None)


def sector_moved_in_another_period(scene: AttackScene, rng: Random) -> AttackerGuess | None:
    """Redraw the zones from one period to the next, in which everybody else is as before."""
    releases = scene.method.open()
    before = releases.publish_total(scene.market)
    after = publish_plan(releases, {NORTH: without(scene.market, scene.middle)}, "redrawn").get(NORTH)
    return scene.guess(scene.middle, newcomer(after, before, releases))


def own_value_and_a_moved_sector(scene: AttackScene, rng: Random) -> AttackerGuess | None:
    """Let the provider below the middle, who moves its own sector out and in, look for the one above it."""
    if scene.middle < 1:
        return None
    releases, own = scene.method.open(), scene.middle - 1
    before = publish_plan(releases, {NORTH: scene.market}, "").get(NORTH)
    after = publish_plan(releases, {NORTH: without(scene.market, own)}, "redrawn").get(NORTH)
    knowledge = scene.knowing((own,))
    found = before or after
    guess = None if found is None else knowledge.solved(scene.middle, scene.window, float(found.median))
    return scene.guess(scene.middle, guess, knowledge.known)


def _with_another_figure(scene: AttackScene, rng: Random) -> Market:
    victim = scene.market[scene.middle]
    total = scene.totals[scene.middle] * exp(rng.uniform(*OF_A_SECTOR))
    return [*without(scene.market, scene.middle), with_total(victim, Decimal(f"{total:.6f}"))]


def _moved(before: ZoneFigures, after: ZoneFigures, releases: Releases) -> float | None:
    old, new = before.get(NORTH), after.get(NORTH)
    if old is None or new is None:
        return None if new is None else float(new.median)
    return float(old.median) + releases.window(new.n).width * float(new.median - old.median)


# Releases of reports that follow one another are of periods that do, here.
OF_REPORTS = (
    Attacker(by_rank.odd_median),
    Attacker(by_rank.quartile_rank),
    Attacker(by_rank.rank_fit, AttackRule.ORDER),
    Attacker(insiders.own_value),
    Attacker(insiders.two_colluders),
    Attacker(insiders.two_colluders_in_order, AttackRule.ORDER),
    Attacker(insiders.owner_of_a_group),
    Attacker(insiders.one_insider),
    Attacker(insiders.two_insiders),
    Attacker(insiders.all_but_one, AttackRule.ALL_OTHERS),
    Attacker(versions.one_more_return),
    Attacker(versions.one_return_less),
    Attacker(versions.corrected_value),
    Attacker(versions.four_of_five_newcomers),
    Attacker(versions.penny_corrections),
    Attacker(versions.corrections_of_five),
    Attacker(overlaps.subgroup),
    Attacker(overlaps.complement),
    Attacker(overlaps.colluders_in_a_zone),
)
OF_THE_COUNCIL = (
    Attacker(council_pays_for_most),
    Attacker(hours_as_weights, AttackRule.ALL_OTHERS),
    Attacker(sector_moved_with_its_provider),
    Attacker(sector_moved_to_it),
    Attacker(sector_of_one_provider_moved),
    Attacker(sector_moved_between_two_zones),
    Attacker(sector_moved_in_another_period),
    Attacker(own_value_and_a_moved_sector),
)
MARKET_ATTACKERS: Sequence[Attacker] = (*OF_REPORTS, *OF_THE_COUNCIL)
