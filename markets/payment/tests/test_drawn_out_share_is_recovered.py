"""The share of visits drawn out to the plan, from counts of half-minutes, against the truth of an invented county."""

import numpy as np
import pytest

from markets.payment.domain.drawn_out_lengths import cells_of, drawn_out_of, ended_when_done, phones_round
from markets.payment.domain.paid_seconds import paid
from markets.payment.domain.preset_rules import preset_rules
from markets.synthetic.domain.county import InventedCounty, generator, invented_county

HALF_HOUR = 1800
Pair = tuple[float, float]


def pairs_of(seed: int, weeks: int, hours: float) -> list[Pair]:
    """Return each provider's true and measured share, of visits of thirty minutes by electronic logs."""
    county = invented_county(generator(seed), seed, weeks, hours)
    logged = logged_half_hours(county)
    found = {one.whose: one.share for one in drawn_out_of(cells_of(lengths_of(county, logged)))}
    could = logged & county.visits.could_be_shorter.astype(bool)
    stayed = county.visits.stayed.astype(bool)
    return [
        (float(np.mean(stayed[could & (county.provider == place)])), share)
        for place, one in enumerate(county.providers)
        if (share := found.get(one.ref)) is not None
    ]


def logged_half_hours(county: InventedCounty) -> np.ndarray:
    return county.done & ~county.by_hand & county.timed & (county.visits.planned_seconds == HALF_HOUR)


def lengths_of(county: InventedCounty, which: np.ndarray, step: int = 1) -> list[tuple[str, int, int, int]]:
    """Return the counts by half-minutes; phones may round to steps of so many seconds."""
    seconds = (county.visits.seconds[which] + step // 2) // step * step
    rows, numbers = np.unique(np.stack([county.provider[which], seconds // 30]), axis=1, return_counts=True)
    cells = zip(rows[0].tolist(), rows[1].tolist(), numbers.tolist(), strict=True)
    return [(county.providers[place].ref, 30, half, number) for place, half, number in cells]


def mean_error(pairs: list[Pair]) -> float:
    return sum(abs(true - seen) for true, seen in pairs) / len(pairs)


def rank_correlation(pairs: list[Pair]) -> float:
    true, seen = (np.argsort(np.argsort([pair[side] for pair in pairs])) for side in (0, 1))
    return float(np.corrcoef(true, seen)[0, 1])


def test_a_small_county():
    pairs = pairs_of(3, 2, 3000)
    assert len(pairs) > 20 and mean_error(pairs) <= 0.06 and rank_correlation(pairs) >= 0.8


def test_where_phones_round_minutes_nobody_can_tell():
    county = invented_county(generator(4), 4, 1, 1500)
    logged = logged_half_hours(county)
    rounded, told = (cells_of(lengths_of(county, logged, step)) for step in (60, 1))
    assert phones_round(rounded) and not phones_round(told)
    assert drawn_out_of(rounded)[0].share is None and drawn_out_of(told)[0].share is not None


@pytest.mark.proof
@pytest.mark.parametrize("seed", [1, 2, 3, 4, 5])
def test_thirteen_weeks_of_a_county(seed: int):
    pairs = pairs_of(seed, 13, 25_000)
    assert mean_error(pairs) <= 0.03 and rank_correlation(pairs) >= 0.9, (mean_error(pairs), rank_correlation(pairs))


def test_what_ends_when_done_is_linear_in_the_slider_and_the_same_again():
    lengths = [("A", 30, half, number) for half, number in ((60, 300), (59, 40), (44, 60), (40, 80), (66, 20))]
    cells, work = cells_of(lengths), [paid(preset_rules()[key]).work for key in ("planned", "actual_minute")]
    half, whole = (ended_when_done(cells, work, share, "seed") for share in (50, 100))
    assert half == ended_when_done(cells, work, 50, "seed") and not phones_round(cells_of(lengths[:2]))
    assert whole.leavers == 2 * half.leavers == 330 and ended_when_done(cells, work, 0, "seed").less == {}
    planned, by_minute = whole.less[30]
    assert planned == 0 and by_minute > 0 and abs(whole.freed - by_minute) < 30 * whole.leavers
