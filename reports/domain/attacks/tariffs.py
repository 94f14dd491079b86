"""Attackers who have a tariff, £ a visit and £ a minute, beside the lines, the total and the lengths of visits.

A release has it worked out from its lines, as the lengths are; or it could be two measures of their own through the
gate. Both are attacked (docs/decisions/0057-tariff-from-lengths.md, 0062-lengths-from-lines.md).
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from random import Random

from costing.forms.homecare import HOMECARE
from reports.domain.attacks.insiders import colluders_beside
from reports.domain.attacks.knowledge import MarketKnowledge, strong_guess
from reports.domain.attacks.lines import MeanRounding, mean_of, roundings_of
from reports.domain.attacks.markets import COLUMN, TOTAL, USUAL_TOTAL, total_of
from reports.domain.attacks.outsiders import WHOLE, AttackerGuess, Shown
from reports.domain.attacks.scene import AttackScene
from reports.domain.attacks.shares import (
    A_VISIT,
    AN_HOUR,
    HOUR,
    LENGTHS,
    RATES,
    SHARES,
    SIX_PLACES,
    VISITS_AN_HOUR,
    proportional_cohorts,
    shown_in_proportion,
    subtotals,
)
from reports.domain.cohort import Cohort, CohortRow
from reports.domain.measure_parts import FurtherMeasure, MeasurePart
from reports.domain.measures import CellKey
from reports.domain.released_tariff import PublishedRate, line_through
from reports.domain.visits_from_lines import DIRECT, MILEAGE, TRAVEL
from spreadsheets.decimals import rounded

# The two measures of their own: the hour is of the total's family, as the rates are.
OWN_VISIT = FurtherMeasure(MeasurePart.SUPPORTING, "tariff_visit")
OWN_HOUR = FurtherMeasure(MeasurePart.VISITS, "tariff_hour")
# Of what a visit costs beyond its minutes.
WAYS = {TRAVEL: Decimal("0.7"), MILEAGE: Decimal("0.3")}
TRAVEL_SPREAD = 0.3
TINY = 1e-6


def lines_and_tariff(scene: AttackScene, rng: Random) -> AttackerGuess | None:
    """Let two colluders take lines, lengths and the tariff worked out from these for finer roundings of the total."""
    return colluders_beside(scene, _worked_out(scene, _sums()))


def lines_and_tariff_in_order(scene: AttackScene, rng: Random) -> AttackerGuess | None:
    """Let those two know each line's share of the total as well, and that the victim stands between them."""
    return colluders_beside(scene, _worked_out(scene, [*_sums(), *_each()]), in_order=True)


def lines_and_two_measures(scene: AttackScene, rng: Random) -> AttackerGuess | None:
    """Let two colluders do the same where both parts of the tariff are measures of their own."""
    return colluders_beside(scene, _as_measures(scene, _sums()))


def lines_and_two_measures_in_order(scene: AttackScene, rng: Random) -> AttackerGuess | None:
    return colluders_beside(scene, _as_measures(scene, [*_sums(), *_each()]), in_order=True)


def price_of_a_visit(scene: AttackScene, rng: Random) -> AttackerGuess | None:
    """Let two look for what a visit costs of the provider between them, by its travel: the tariff says a mean of it."""
    return _price(scene, rng)


def price_of_a_visit_in_order(scene: AttackScene, rng: Random) -> AttackerGuess | None:
    """Let those two know as well that the victim stands between them."""
    return _price(scene, rng, in_order=True)


def measured_price_of_a_visit(scene: AttackScene, rng: Random) -> AttackerGuess | None:
    """Let two look for it where the price of a visit is a measure of its own."""
    return _price(scene, rng, is_measured=True)


def measured_price_of_a_visit_in_order(scene: AttackScene, rng: Random) -> AttackerGuess | None:
    return _price(scene, rng, is_measured=True, in_order=True)


def _sums() -> list[Mapping[str, Decimal]]:
    return [SHARES, subtotals(), *({key: share} for key, share in RATES.items())]


def _each() -> list[Mapping[str, Decimal]]:
    return [{key: share} for key, share in (SHARES | subtotals()).items()]


def _worked_out(scene: AttackScene, sums: Sequence[Mapping[str, Decimal]]) -> float | None:
    """Return the mean of the total's window from all roundings, the tariff through the lengths being one of them."""
    shown = shown_in_proportion(scene)
    roundings, rates = roundings_of(scene, shown, sums), _published(scene, shown)
    if roundings and len(rates) > 1:
        a_visit, an_hour, _ = map(float, line_through(rates))
        finest = min(float(one.step) for one in rates)
        roundings.append(MeanRounding(an_hour + VISITS_AN_HOUR * a_visit, finest**2))
    return mean_of(roundings)


def _as_measures(scene: AttackScene, sums: Sequence[Mapping[str, Decimal]]) -> float | None:
    """Return the same from the two measures, each by itself and both added up."""
    (cohort,) = proportional_cohorts(scene, SHARES | subtotals() | RATES)
    shares = {OWN_VISIT.line: A_VISIT, OWN_HOUR.line: AN_HOUR}
    rows = tuple(replace(row, values={**row.values} | _parts(row, shares)) for row in cohort.rows)
    further = (*cohort.further, OWN_HOUR, OWN_VISIT)
    shown = scene.method.open().publish((replace(cohort, rows=rows, further=further),))
    roundings = roundings_of(scene, shown, [*sums, *({key: share} for key, share in shares.items())])
    visit, hour = (shown.get(CellKey(COLUMN, key)) for key in shares)
    if roundings and visit and hour:
        doubt = VISITS_AN_HOUR * _step(scene, visit.median, visit.n), _step(scene, hour.median, hour.n)
        whole = float(hour.median) + VISITS_AN_HOUR * float(visit.median)
        roundings.append(MeanRounding(whole, sum(step**2 for step in doubt)))
    return mean_of(roundings)


def _parts(row: CohortRow, shares: Mapping[str, Decimal]) -> dict[str, Decimal]:
    return {key: rounded(total_of(row) * share, SIX_PLACES) for key, share in shares.items()}


def _published(scene: AttackScene, shown: Shown) -> list[PublishedRate]:
    cells = {k: shown.get(CellKey(COLUMN, f"visit_{k}")) for k in LENGTHS}
    return [
        PublishedRate(k, cell.median, Decimal(str(_step(scene, cell.median, cell.n))))
        for k, cell in cells.items()
        if cell
    ]


def _step(scene: AttackScene, figure: Decimal, n: int) -> float:
    return scene.releases.step(float(figure), n)


def _price(
    scene: AttackScene, rng: Random, *, is_measured: bool = False, in_order: bool = False
) -> AttackerGuess | None:
    """Guess the price of a visit of the provider in the middle by travel; shares of travel scatter among providers.

    What the release tells is weighed against what the two know without it, by how sure each is.
    """
    middle = scene.n // 2
    if middle + 1 >= scene.n:
        return None
    prices = [rounded(total_of(row) * _scattered(rng), SIX_PLACES) for row in scene.market]
    by_price = sorted(zip(prices, scene.market, strict=True), key=lambda pair: (pair[0], pair[1].provider))
    shown = scene.method.open().publish((_priced(by_price, is_measured=is_measured),))
    in_places = [float(price) for price, _ in by_price]
    below, above = in_places[middle - 1], in_places[middle + 1]
    knowledge = MarketKnowledge(scene.n, {middle - 1: below, middle + 1: above}, USUAL_TOTAL * float(A_VISIT))
    before = knowledge.expected(middle) if in_order else knowledge.typical()
    doubt = (above - below) / 2 if in_order else USUAL_TOTAL * float(A_VISIT) * TRAVEL_SPREAD
    window, released = scene.releases.window(scene.n), None
    found = _measured(scene, shown) if is_measured else _fitted(scene, shown, window.width)
    if found is not None:
        mean, own = found.figure, MeanRounding(before, doubt**2 + TINY)
        told = knowledge.solved(middle, window, mean) if in_order else knowledge.shared_out(window, mean)
        released = _weighed(own, MeanRounding(told, found.doubt * window.width**2 + TINY))
    return AttackerGuess(in_places[middle], released, before, strong_guess(in_places, middle))


def _measured(scene: AttackScene, shown: Shown) -> MeanRounding | None:
    """Return the mean of the window of prices, as a measure of its own says it."""
    found = shown.get(CellKey(COLUMN, OWN_VISIT.line))
    if found is None:
        return None
    return MeanRounding(float(found.median), (_step(scene, found.median, found.n) / 2) ** 2)


def _fitted(scene: AttackScene, shown: Shown, width: int) -> MeanRounding | None:
    """Return what the lengths say of it: their windows hold others, who have other prices."""
    rates = _published(scene, shown)
    if WHOLE not in shown or len(rates) < 2:
        return None
    a_visit, _, doubt = map(float, line_through(rates))
    of_others = (USUAL_TOTAL * float(A_VISIT) * TRAVEL_SPREAD) ** 2 / width
    return MeanRounding(max(a_visit, TINY), doubt**2 + of_others)


def _weighed(one: MeanRounding, other: MeanRounding) -> float:
    return (one.figure * other.doubt + other.figure * one.doubt) / (one.doubt + other.doubt)


def _scattered(rng: Random) -> Decimal:
    return A_VISIT * Decimal(f"{rng.lognormvariate(0, TRAVEL_SPREAD):.6f}")


def _priced(by_price: Sequence[tuple[Decimal, CohortRow]], *, is_measured: bool) -> Cohort:
    lengths = tuple(FurtherMeasure(MeasurePart.VISITS, str(k)) for k in LENGTHS)
    further = (*lengths, *((OWN_HOUR, OWN_VISIT) if is_measured else ()))
    rows = tuple(replace(row, values=_at_price(total_of(row), price, is_measured)) for price, row in by_price)
    return Cohort(COLUMN, (*(HOMECARE.line_by_key[key] for key in (DIRECT, *WAYS)), TOTAL), rows, further=further)


def _at_price(total: Decimal, price: Decimal, is_measured: bool) -> dict[str, Decimal | None]:
    """Return what a return has whose visits have a price of their own: travel and mileage are all of it."""
    ways = price * rounded(Decimal(VISITS_AN_HOUR), SIX_PLACES)
    an_hour = max(total - ways, Decimal(1))
    values: dict[str, Decimal | None] = {TOTAL.key: total, DIRECT: an_hour}
    values |= {key: ways * share for key, share in WAYS.items()}
    values |= {f"visit_{k}": an_hour + price * HOUR / k for k in LENGTHS}
    return values | ({OWN_HOUR.line: an_hour, OWN_VISIT.line: price} if is_measured else {})
