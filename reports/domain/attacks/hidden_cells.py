"""Attackers who make something of a [c]: a hidden figure must be somebody's, or nothing."""

from dataclasses import replace
from decimal import Decimal
from random import Random

from costing.forms.homecare import HOMECARE
from reports.domain.attacks.knowledge import strong_guess
from reports.domain.attacks.markets import COLUMN, TOTAL, USUAL_TOTAL, total_of
from reports.domain.attacks.outsiders import AttackerGuess
from reports.domain.attacks.scene import AttackScene
from reports.domain.attacks.shares import SHARES, SIX_PLACES, proportional_cohorts
from reports.domain.cohort import Cohort
from reports.domain.measures import CellKey
from spreadsheets.decimals import rounded

# A line that a third of the returns have.
SELDOM, HAVE_SELDOM = Decimal("0.01"), 0.35


def hidden_line(scene: AttackScene, rng: Random) -> AttackerGuess | None:
    """Take a hidden line of £1 and more for somebody's figure: what is left of the total without the other lines."""
    shown = scene.method.open().publish(proportional_cohorts(scene, SHARES))
    found = {key: shown.get(CellKey(COLUMN, key)) for key in SHARES}
    hidden = [key for key in SHARES if found[key] is None and SHARES[key] * int(USUAL_TOTAL) >= 1]
    share = float(SHARES[hidden[0] if hidden else "direct_care"])
    chance, released = scene.guess(scene.middle, None), None
    total = shown.get(CellKey(COLUMN, TOTAL.key))
    if total is not None and len(hidden) == 1:
        rest = float(total.median) - sum(float(one.median) for one in found.values() if one)
        step = scene.releases.step(rest, total.n)
        released = round(rest / step) * step
    return AttackerGuess(share * chance.victim, released, share * chance.before, share * chance.strong)


def hidden_zero(scene: AttackScene, rng: Random) -> AttackerGuess | None:
    """Take a hidden line, which most returns do not have, for nothing: its median must be £0.00.

    Everybody knows that most have none of it, so that before any release the guess is the same.
    """
    some = [(rng.random() < HAVE_SELDOM) * rounded(total_of(row) * SELDOM, SIX_PLACES) for row in scene.market]
    lines = (HOMECARE.line_by_key["assistive_technology"], TOTAL)
    rows = tuple(
        replace(row, values={TOTAL.key: total_of(row), lines[0].key: value})
        for row, value in zip(scene.market, some, strict=True)
    )
    shown = scene.method.open().publish((Cohort(COLUMN, lines, rows),))
    line, victim = shown.get(CellKey(COLUMN, lines[0].key)), rng.randrange(scene.n)
    released = 0.0 if line is None and CellKey(COLUMN, TOTAL.key) in shown else None
    if line is not None and line.median == 0:
        released = 0.0
    in_order = sorted(float(value) for value in some)
    strong = strong_guess(in_order, in_order.index(float(some[victim])))
    return AttackerGuess(float(some[victim]), released, 0.0, strong)
