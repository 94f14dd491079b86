"""Attackers who use that figures belong together: lines add up to the total, visit lengths go with it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from random import Random
from typing import NamedTuple

from reports.domain.attacks.insiders import colluders_beside
from reports.domain.attacks.knowledge import MarketKnowledge
from reports.domain.attacks.markets import COLUMN, TOTAL, total_of
from reports.domain.attacks.outsiders import WHOLE, AttackerGuess, Shown
from reports.domain.attacks.scene import AttackScene, zoned
from reports.domain.attacks.shares import RATES, SHARES, proportional_cohorts, shown_in_proportion, subtotals
from reports.domain.attacks.versions import newcomer
from reports.domain.cohort import Cohort, CohortRow
from reports.domain.measure_parts import FurtherMeasure, MeasurePart
from reports.domain.measures import CellKey

SCATTER = 0.05


class MeanRounding(NamedTuple):
    """What a published figure says of the mean of the total's window, and the square of how far it may be off."""

    figure: float
    doubt: float


def lines_beside_totals(scene: AttackScene, rng: Random) -> AttackerGuess | None:
    """Let two colluders take the sum of the lines, and of the subtotals, for finer roundings of the total."""
    return colluders_beside(scene, _mean_by_lines(scene, [SHARES, subtotals()]))


def lines_in_order(scene: AttackScene, rng: Random) -> AttackerGuess | None:
    """Let those two know each line's share of the total as well, and that the victim stands between them."""
    each = [{key: share} for key, share in (SHARES | subtotals()).items()]
    return colluders_beside(scene, _mean_by_lines(scene, [SHARES, subtotals(), *each]), in_order=True)


def lines_in_a_zone(scene: AttackScene, rng: Random) -> AttackerGuess | None:
    """Let two of a zone of five take the sum of its lines, if there are any, for a finer rounding of the zone's total.

    Here the shares of a return's lines are not those of all others, but scatter as much as they do among like ones.
    """
    if scene.n < 10:
        return None
    zone = sorted(rng.sample(range(scene.n), 5))
    zones = ["small" if place in zone else "rest" for place in range(scene.n)]
    (cohort,) = proportional_cohorts(AttackScene(list(zoned(scene.market, zones)), scene.method), SHARES)
    rows = tuple(_scattered(row, rng) for row in cohort.rows)
    releases = scene.method.open()
    shown = releases.publish((replace(cohort, rows=rows),))
    of_zone = {key._replace(dimension="", group=""): figures for key, figures in shown.items() if key.group == "small"}
    mean, colluders = _sharpened(scene, of_zone, [SHARES]), {place: scene.totals[zone[place]] for place in (1, 3)}
    knowledge = MarketKnowledge(5, colluders)
    released = None if mean is None else knowledge.shared_out(releases.window(5), mean)
    return scene.guess_beside(zone[2], released, knowledge.typical())


def visit_lengths(scene: AttackScene, rng: Random) -> AttackerGuess | None:
    """Let two colluders take each visit length, whose ratio to the hour they know, for the total rounded once more."""
    return colluders_beside(
        scene, _sharpened(scene, shown_in_proportion(scene), [{key: share} for key, share in RATES.items()])
    )


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


def _scattered(row: CohortRow, rng: Random) -> CohortRow:
    """Return the row with other shares of the same total."""
    lines = {key: float(row.values[key] or 0) * rng.lognormvariate(0, SCATTER) for key in SHARES}
    level = float(total_of(row)) / sum(lines.values())
    return replace(row, values={**row.values} | {key: Decimal(f"{value * level:.6f}") for key, value in lines.items()})


def _mean_by_lines(scene: AttackScene, sums: Sequence[Mapping[str, Decimal]]) -> float | None:
    return _sharpened(scene, shown_in_proportion(scene), sums)


def _sharpened(scene: AttackScene, shown: Shown, sums: Sequence[Mapping[str, Decimal]]) -> float | None:
    return mean_of(roundings_of(scene, shown, sums))


def roundings_of(scene: AttackScene, shown: Shown, sums: Sequence[Mapping[str, Decimal]]) -> list[MeanRounding]:
    """Return the total, and each sum of cells of which all are shown, as roundings of the total; [] without it."""
    total = shown.get(CellKey(COLUMN, TOTAL.key))
    if total is None:
        return []
    step = scene.releases.step
    roundings = [MeanRounding(float(total.median), step(float(total.median), total.n) ** 2)]
    for shares in sums:
        medians = [float(cell.median) for key in shares if (cell := shown.get(CellKey(COLUMN, key)))]
        scale = float(sum(shares.values()))
        if len(medians) == len(shares):
            doubt = sum(step(median, total.n) ** 2 for median in medians)
            roundings.append(MeanRounding(sum(medians) / scale, doubt / scale**2))
    return roundings


def mean_of(roundings: Sequence[MeanRounding]) -> float | None:
    """Return the mean of the total's window from all of its roundings, each weighed by how fine it is."""
    if not roundings:
        return None
    return sum(figure / doubt for figure, doubt in roundings) / sum(1 / doubt for _, doubt in roundings)
