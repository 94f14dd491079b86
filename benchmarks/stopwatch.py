"""Time rivals in one run: they take turns, and the median of each is compared."""

from collections.abc import Callable, Mapping
from statistics import median
from time import perf_counter

Job = Callable[[], object]


def medians(
    jobs: Mapping[str, Job],
    rounds: int,
    clock: Callable[[], float] = perf_counter,
    before: Mapping[str, Job] | None = None,
) -> dict[str, float]:
    """Return the median seconds of each job. Jobs warm up once and then take turns, so that drift hits all alike.

    ``clock`` may be ``process_time``: what this process works itself, without waiting for the database. What is done
    ``before`` a job, each time, is not timed.
    """
    first = before or {}
    for job in jobs.values():
        job()
    times: dict[str, list[float]] = {name: [] for name in jobs}
    for _ in range(rounds):
        for name, job in jobs.items():
            first.get(name, _nothing)()
            start = clock()
            job()
            times[name].append(clock() - start)
    return {name: median(taken) for name, taken in times.items()}


def _nothing() -> None:
    pass


def row(what: str, seconds: float, against: str, other: float, at_most: float | None = None) -> str:
    """Return a line with the ratio, and with the limit where there is one."""
    ratio = seconds / other
    words = f"{ratio:.2f} ×" if ratio >= 1 else f"1/{1 / ratio:.1f}"
    line = f"{what:<44}{seconds * 1000:>11.2f} ms   {words:>9} of {against} ({other * 1000:.2f} ms)"
    return line if at_most is None else f"{line}, at most {at_most:g}{': too slow' if ratio > at_most else ''}"
