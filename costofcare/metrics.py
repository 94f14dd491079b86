"""Metrics in the text format of Prometheus, right over all processes of one machine.

Each process counts into files of its own in the folder ``PROMETHEUS_MULTIPROC_DIR`` (which gunicorn's settings make
afresh); whoever answers a scrape adds them up, those of processes that have ended as well.
"""

import os
from collections.abc import Callable, Iterable

from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import REGISTRY, Collector

__all__ = ["CONTENT_TYPE_LATEST", "Gauge", "count_answer", "exposition"]
BUCKETS = (0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)
ANSWERS = Counter("portal_answers", "Pages and files that were answered.", ["page", "method", "status"])
SECONDS = Histogram("portal_answer_seconds", "Seconds until a page was answered.", ["page"], buckets=BUCKETS)
METHODS = frozenset({"GET", "HEAD", "POST", "OPTIONS"})
# A name, what it says, the label's name and the value of each label.
Gauge = tuple[str, str, str, dict[str, float]]


def count_answer(page: str, method: str, status: int, seconds: float) -> None:
    ANSWERS.labels(page, method if method in METHODS else "other", str(status)).inc()
    SECONDS.labels(page).observe(seconds)


class LiveGauges(Collector):
    """Gauges that are asked for when somebody scrapes."""

    def __init__(self, ask: Callable[[], Iterable[Gauge]]) -> None:
        self.ask = ask

    def collect(self) -> Iterable[GaugeMetricFamily]:
        for name, words, label, values in self.ask():
            family = GaugeMetricFamily(name, words, labels=[label])
            for value, number in sorted(values.items()):
                family.add_metric([value], number)
            yield family

    def describe(self) -> Iterable[GaugeMetricFamily]:
        return ()


def exposition(ask: Callable[[], Iterable[Gauge]]) -> bytes:
    """Return all metrics as text, with those that ``ask`` works out now."""
    asked = CollectorRegistry()
    asked.register(LiveGauges(ask))
    counted = REGISTRY
    if "PROMETHEUS_MULTIPROC_DIR" in os.environ:
        counted = CollectorRegistry()
        MultiProcessCollector(counted)  # type: ignore[no-untyped-call]
    return generate_latest(counted) + generate_latest(asked)
