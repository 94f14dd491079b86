"""Attackers who use that figures belong together: lines add up to the total, visit lengths go with it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from random import Random

from costing.forms.homecare import HOMECARE
from reports.domain.attacks.insiders import colluders_beside
from reports.domain.attacks.knowledge import strong_guess
from reports.domain.attacks.markets import COLUMN, TOTAL, USUAL_TOTAL, total_of
from reports.domain.attacks.outsiders import WHOLE, AttackerGuess, Shown
from reports.domain.attacks.scene import AttackScene
from reports.domain.attacks.versions import newcomer
from reports.domain.cohort import Cohort
from reports.domain.measure_parts import FurtherMeasure, MeasurePart, further_measure
from reports.domain.measures import CellKey

# Shares of the total, of every return alike: lines then rise with the total, which helps an attacker most.
SHARES: Mapping[str, Decimal] = {
    "direct_care": Decimal("0.46"),
    "travel_time": Decimal("0.09"),
    "mileage": Decimal("0.04"),
    "training": Decimal("0.02"),
    "holiday": Decimal("0.07"),
    "national_insurance": Decimal("0.03"),
    "pension": Decimal("0.015"),
    "back_office": Decimal("0.14"),
    "premises": Decimal("0.025"),
    "recruitment": Decimal("0.015"),
    "insurance": Decimal("0.015"),
    "it": Decimal("0.02"),
    "return_on_operations": Decimal("0.06"),
}
SELDOM, HAVE_SELDOM = Decimal("0.01"), 0.35
SIX_PLACES = Decimal("0.000001")
# What a visit of so many minutes costs beside an hour.
VISITS: Mapping[str, Decimal] = {
    f"visit_{minutes}": Decimal(share) for minutes, share in {15: "0.34", 30: "0.56", 45: "0.78", 60: "1"}.items()
}


def lines_beside_totals(scene: AttackScene, rng: Random) -> AttackerGuess | None:
    """Let two colluders take the sum of the lines for a second, finer rounding of the total."""
    return colluders_beside(scene, _mean_by_lines(scene))


def lines_in_order(scene: AttackScene, rng: Random) -> AttackerGuess | None:
    """Let those two know that the victim stands between them."""
    return colluders_beside(scene, _mean_by_lines(scene), in_order=True)


def visit_lengths(scene: AttackScene, rng: Random) -> AttackerGuess | None:
    """Let two colluders take each visit length, whose ratio to the hour they know, for the total rounded once more."""
    shown = scene.method.open().publish(_cohorts(scene, VISITS))
    return colluders_beside(scene, _sharpened(scene, shown, [{key: share} for key, share in VISITS.items()]))


def hidden_line(scene: AttackScene, rng: Random) -> AttackerGuess | None:
    """Take a hidden line of £1 and more for somebody's figure: what is left of the total without the other lines."""
    shown = scene.method.open().publish(_cohorts(scene, SHARES))
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
    some = [(rng.random() < HAVE_SELDOM) * (total_of(row) * SELDOM).quantize(SIX_PLACES) for row in scene.market]
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


def one_visit_length(scene: AttackScene, rng: Random) -> AttackerGuess | None:
    """Compare the total with visits of a length at which all but the middle return make all of theirs."""
    measure = FurtherMeasure(MeasurePart.VISITS, "30")
    rows = tuple(
        replace(row, values={TOTAL.key: total_of(row), measure.line: None if place == scene.middle else total_of(row)})
        for place, row in enumerate(scene.market)
    )
    releases = scene.method.open()
    shown = releases.publish((Cohort(COLUMN, (TOTAL,), rows, further=(measure,)),))
    return scene.guess(scene.middle, newcomer(shown.get(CellKey(COLUMN, measure.line)), shown.get(WHOLE), releases))


def _cohorts(scene: AttackScene, shares: Mapping[str, Decimal]) -> tuple[Cohort, ...]:
    lines = tuple(HOMECARE.line_by_key[key] for key in shares if key not in VISITS)
    visits = tuple(measure for key in shares if (measure := further_measure(key)))
    rows = tuple(
        replace(row, values={TOTAL.key: total_of(row)} | {key: _part(total_of(row), shares[key]) for key in shares})
        for row in scene.market
    )
    return (Cohort(COLUMN, (*lines, TOTAL), rows, further=visits),)


def _part(total: Decimal, share: Decimal) -> Decimal:
    return (total * share).quantize(SIX_PLACES)


def _mean_by_lines(scene: AttackScene) -> float | None:
    return _sharpened(scene, scene.method.open().publish(_cohorts(scene, SHARES)), [SHARES])


def _sharpened(scene: AttackScene, shown: Shown, sums: Sequence[Mapping[str, Decimal]]) -> float | None:
    """Return the mean of the total's window from all of its roundings, each weighed by how fine it is."""
    total = shown.get(CellKey(COLUMN, TOTAL.key))
    if total is None:
        return None
    step = scene.releases.step
    roundings = [(float(total.median), step(float(total.median), total.n) ** 2)]
    for shares in sums:
        medians = [float(cell.median) for key in shares if (cell := shown.get(CellKey(COLUMN, key)))]
        scale = float(sum(shares.values()))
        if len(medians) == len(shares):
            doubt = sum(step(median, total.n) ** 2 for median in medians)
            roundings.append((sum(medians) / scale, doubt / scale**2))
    return sum(figure / doubt for figure, doubt in roundings) / sum(1 / doubt for _, doubt in roundings)
