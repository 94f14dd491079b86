"""What an evaluation says: planted changes are found, chance is not called one; its statistics agree with scipy's."""

import csv
import io
from random import Random

import pytest
import scipy  # its parts are read once they are asked for

from accounts.tests.commands import run
from markets.evaluation.domain.judged_changes import judged_together, measured_changes
from markets.evaluation.domain.measured_change import welch
from markets.evaluation.domain.waits_compared import log_rank
from markets.evaluation.domain.weekly_measures import weekly_measures
from markets.synthetic.domain.county import InventedCounty, generator, invented_county
from markets.synthetic.domain.invented_packages import invented_tables
from markets.synthetic.domain.market_change import MOVED, changed_county
from markets.synthetic.domain.visit_texts import HEADER, visit_texts
from markets.visits.domain.columns import ColumnMapping
from markets.visits.domain.visit_file import visits_from

WEEKS, HALF = 8, 4


def changes(county: InventedCounty):
    """Return the change of each measure between the first and the second half of a county's weeks."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([list(HEADER), *visit_texts(county)])
    weeks = weekly_measures(visits_from(io.StringIO(text.getvalue()), ColumnMapping()))
    halves = [[weeks[week] for week in span] for span in (range(HALF), range(HALF, WEEKS))]
    keys = sorted(set.intersection(*(set(week) for week in weeks.values())))
    return measured_changes(*({key: [week[key] for week in half] for key in keys} for half in halves))


def called(seed: int, hours: int, with_change: bool = True) -> set[str]:
    county = invented_county(generator(seed), seed, WEEKS, hours)
    found = changes(changed_county(county, HALF + 1) if with_change else county)
    return {key for key, change in found.items() if change.is_called}


def test_the_changes_that_were_planted_are_found_and_no_other():
    found = called(12, 900)
    assert {"stretched", "delivered_of_done", "size_band", "cr", "hhi"} <= found <= set(MOVED)


def test_without_a_change_nothing_is_called():
    assert called(12, 600, with_change=False) == set()


@pytest.mark.proof
def test_over_twenty_seeds_at_most_three_runs_call_something_else():
    runs = [called(seed, 2_000) for seed in range(11, 31)]
    by_rule, by_leavers = {"delivered_of_done", "stretched"}, {"size_band", "cr", "hhi", "resilience"}
    assert all(found & by_rule and found & by_leavers for found in runs)
    assert sum(not found <= set(MOVED) for found in runs) <= 3


def test_a_higher_rural_rate_shortens_rural_waits():
    county = changed_county(invented_county(generator(11), 11, WEEKS, 5_000), HALF + 1)
    columns = ("sent", "accepted", "ruc")
    offers = [dict(zip(columns, (row[1], row[2], row[9]), strict=True)) for row in invented_tables(county).offers]
    last = max(offer["sent"] for offer in offers)

    def waits(rural: bool, later: bool) -> list[tuple[int, bool]]:
        chosen = [
            offer for offer in offers
            if (offer["ruc"] != "UN1") == rural and (offer["sent"] >= county.changes_on) == later
        ]  # fmt: skip
        return [(((offer["accepted"] or last) - offer["sent"]).days, bool(offer["accepted"])) for offer in chosen]

    found = log_rank(waits(True, False), waits(True, True))
    assert found.p < 0.01 and found.interval[0] > 1
    assert log_rank(waits(False, False), waits(False, True)).p > 0.05


class TestStatistics:
    @pytest.mark.nightly
    def test_welch_is_that_of_scipy(self):
        chance = Random(5)
        for _ in range(20):
            first = [chance.gauss(0.9, 0.02) for _ in range(chance.randint(3, 13))]
            second = [chance.gauss(0.88, 0.04) for _ in range(chance.randint(3, 13))]
            mine, theirs = welch("x", first, second), scipy.stats.ttest_ind(second, first, equal_var=False)
            interval = theirs.confidence_interval(0.95)
            assert mine.p == pytest.approx(theirs.pvalue, rel=1e-9)
            assert (mine.low, mine.high) == pytest.approx((interval.low, interval.high), rel=1e-7)

    @pytest.mark.nightly
    def test_log_rank_is_that_of_scipy(self):
        chance = Random(6)
        spells = [[(chance.randint(0, 20), chance.random() < 0.8) for _ in range(30)] for _ in "ab"]
        censored = [
            scipy.stats.CensoredData(
                uncensored=[days for days, ended in period if ended],
                right=[days for days, ended in period if not ended],
            )
            for period in spells
        ]
        assert log_rank(*spells).p == pytest.approx(scipy.stats.logrank(*censored).pvalue, rel=1e-9)
        assert log_rank([(3, False)], [(4, False)]).p == log_rank([], []).p == 1

    def test_few_against_very_many_give_a_ratio_and_no_error(self):
        found = log_rank([(5, True)] * 5_000, [(1, True)] * 5)
        assert found.ratio > 1e300 and found.interval[0] <= found.ratio <= found.interval[1]

    def test_what_does_not_vary_is_certain(self):
        changed = welch("x", [0.7, 0.7, 0.7], [0.6, 0.6, 0.6])
        assert (changed.p, changed.difference) == (0.0, pytest.approx(-0.1))
        assert welch("x", [17.0] * 4, [17.0] * 4).p == 1
        assert welch("x", [0.0] * 3, [0.0] * 3).p == 1

    def test_holm_judges_all_measures_together(self):
        found = judged_together(
            {key: welch(key, [1, 2, 3], [2, 3, shift]) for key, shift in zip("abc", (4, 5, 60), strict=True)}
        )
        ordered = sorted(found.values(), key=lambda change: change.p)
        assert ordered[0].holm == pytest.approx(min(1, 3 * ordered[0].p))
        assert [change.holm for change in ordered] == sorted(change.holm for change in ordered)

    def test_a_measure_with_too_few_weeks_is_left_out(self):
        assert measured_changes({"a": [1, 2], "b": [1, 2, 3]}, {"a": [1, 2, 3]}) == {}


@pytest.mark.parametrize("week", ["1", "0", "9", "x"])
def test_a_week_that_is_not_there_is_refused_in_words(tmp_path, week):
    done = run(
        "invent_market", "--weeks", "8", "--hours-per-week", "300", "--change-in-week", week, "--output", tmp_path
    )
    assert done.status in (1, 2) and ("week" in done.err or "whole number" in done.err)
