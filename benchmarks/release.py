"""Benchmark of the release policy, against pandas' bare quantiles of the same figures.

Markets of 40 and of 1,000 without a ledger, the same with twelve releases in it, and England: 152 markets of 66, each
in four bands. pandas is asked as one would ask it for speed: once for the table of a market, all lines at a time, and
once for England, grouped by market and band; its frame of floats is made beforehand. Ours are cohorts of Decimals, and
what is timed includes the check of every row. Each line says how many times pandas ours may take. Times are those of
the processor: neither job waits for anything, and on a machine that others use the longer one would wait more often.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from random import Random
from time import thread_time

from pandas import DataFrame

from benchmarks.stopwatch import medians, row
from costing.forms.homecare import HOMECARE
from reports.domain.attacks.markets import COLUMN
from reports.domain.cohort import Cohort, CohortFault
from reports.domain.ledger import Ledger, values_in
from reports.domain.market import ReturnCosts, public_cohorts
from reports.domain.protect import ledger_entries, protect
from reports.domain.protected_table import ProtectedTable
from reports.tests.invented_returns import random_returns

AGAINST = "pandas' bare quantiles"
QUARTILES = [0.25, 0.5, 0.75]
RELEASES = 12
BANDS = ("low", "middle", "high", "highest")
AUTHORITIES, EACH = 152, 66
# How many times pandas each may take: a market, one with releases before it, and England.
AT_MOST, AT_MOST_WITH_RELEASES, AT_MOST_FOR_ENGLAND = 20, 30, 100


def rows(sizes: Sequence[int] = (40, 200, 1000), authorities: int = AUTHORITIES, rounds: int = 5) -> list[str]:
    markets = [line for size in sizes for line in _one_market(size, rounds)]
    return [*markets, _england(authorities, max(1, rounds // 3))]


def sized_rows(locations: int) -> list[str]:
    return rows(sorted({min(size, locations) for size in (40, 1000)}), min(AUTHORITIES, locations))


def _one_market(size: int, rounds: int) -> list[str]:
    returns = random_returns(Random(size), size)
    cohorts, frame, ledger = _cohorts(returns), _frame(returns), _ledger(returns)
    times = medians(
        {
            "pandas": lambda: frame.quantile(QUARTILES),
            "without": lambda: protect(cohorts),
            "with": lambda: protect(cohorts, ledger=replace(ledger)),
        },
        rounds,
        thread_time,
    )
    return [
        row(f"a market of {size:,}", times["without"], AGAINST, times["pandas"], AT_MOST),
        row(
            f"a market of {size:,}, {RELEASES} releases before",
            times["with"],
            AGAINST,
            times["pandas"],
            AT_MOST_WITH_RELEASES,
        ),
    ]


def _england(authorities: int, rounds: int) -> str:
    rng = Random(152)
    markets = [_in_bands(random_returns(rng, EACH), rng) for _ in range(authorities)]
    all_cohorts = [_cohorts(returns) for returns in markets]
    frame = DataFrame(
        [
            {"market": number, "band": one.breakdown["band"], **_floats(one)}
            for number, returns in enumerate(markets)
            for one in returns
        ]
    )
    jobs: dict[str, Callable[[], object]] = {
        "pandas": lambda: frame.groupby(["market", "band"]).quantile(QUARTILES),
        "ours": lambda: [protect(cohorts) for cohorts in all_cohorts],
    }
    times = medians(jobs, rounds, thread_time)
    what = f"{authorities} markets of {EACH} in four bands"
    return row(what, times["ours"], AGAINST, times["pandas"], AT_MOST_FOR_ENGLAND)


def _in_bands(returns: Sequence[ReturnCosts], rng: Random) -> list[ReturnCosts]:
    return [replace(one, breakdown={"band": rng.choice(BANDS)}) for one in returns]


def _cohorts(returns: Sequence[ReturnCosts]) -> tuple[Cohort, ...]:
    cohorts = public_cohorts(HOMECARE, returns)
    if isinstance(cohorts, CohortFault):
        raise ValueError(cohorts.message)
    return cohorts


def _frame(returns: Sequence[ReturnCosts]) -> DataFrame:
    return DataFrame([_floats(one) for one in returns])


def _floats(one: ReturnCosts) -> dict[str, float]:
    return {line: float(value or 0) for line, value in one.columns[COLUMN].items()}


def _ledger(returns: Sequence[ReturnCosts]) -> Ledger:
    """Return a ledger of releases among which a third of the market comes in, a few at a time."""
    ledger, first = Ledger("benchmark", b"a key of the benchmark"), len(returns) * 2 // 3
    for number in range(RELEASES):
        cohorts = _cohorts(returns[: first + (len(returns) - first) * number // RELEASES])
        table = protect(cohorts, ledger=ledger)
        if not isinstance(table, ProtectedTable):
            raise ValueError(table.message)
        release = f"release {number + 1}"
        ledger = ledger.with_entries(ledger_entries(table, release), {release: values_in(cohorts)})
    return ledger
