"""The timeline of a programme as bars from day to day: its phases, and its add-ons from their first day on."""

from collections.abc import Sequence
from datetime import date

from costing.charts import PLOT, Bar, BarChart
from markets.programme.domain.add_ons import TickedAddOn
from markets.programme.domain.phases import ProgrammePhase

# A phase of one day is still seen.
NARROWEST = 8


def days_in_words(first: date, last: date) -> str:
    return f"{first:%-d %B %Y} to {last:%-d %B %Y}"


def timeline(phases: Sequence[ProgrammePhase], add_ons: Sequence[TickedAddOn]) -> BarChart | None:
    """Return the bars on one scale of days; None where there is no phase."""
    if not phases:
        return None
    first = min([*(one.starts for one in phases), *(one.starts for one in add_ons)])
    last = max([*(one.ends for one in phases), *(one.starts for one in add_ons)])
    length = max((last - first).days + 1, 1)

    def bar(label: str, words: str, starts: date, ends: date) -> Bar:
        begin, end = (PLOT * days // length for days in ((starts - first).days, (ends - first).days + 1))
        width = max(end - begin, NARROWEST)
        return Bar(label, words, min(begin, PLOT - width), width, "line")

    bars = [bar(one.name, days_in_words(one.starts, one.ends), one.starts, one.ends) for one in phases]
    bars += [bar(one.name, f"from {one.starts:%-d %B %Y}", one.starts, last) for one in add_ons]
    return BarChart(tuple(bars))


def timeline_sentence(phases: Sequence[ProgrammePhase]) -> str:
    """Return between which days care is handed over, in how many phases."""
    if not phases:
        return "No phase is planned yet."
    first, last = min(one.starts for one in phases), max(one.ends for one in phases)
    many = "one phase" if len(phases) == 1 else f"{len(phases)} phases"
    return f"Care is handed over in {many}, from {first:%-d %B %Y} to {last:%-d %B %Y}."
