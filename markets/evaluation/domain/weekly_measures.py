"""Measures of a file of visits week by week, by the definitions of the market's measures."""

from collections import defaultdict
from collections.abc import Mapping

from markets.measures.domain.catalogue import FROM_VISITS, sources_in
from markets.measures.domain.figures import AnyFigure, HiddenFigure, SpreadFigure
from markets.measures.domain.visit_set import WEEK, VisitSet, of_home_care
from markets.visits.domain.attendance import CareAttendance
from markets.visits.domain.marks import filled_in_providers
from markets.visits.domain.visit_file import VisitDataset

# These look at four weeks or more of a client: a week says nothing of them.
OVER_WEEKS = ("carers_4w", "new_faces", "coc", "usual_carer")


def weekly_measures(dataset: VisitDataset) -> dict[int, dict[str, float]]:
    """Return for each week, counted from the first day of the file, the value or median of each measure it can give."""
    rows = of_home_care(dataset.used)
    sources, filled_in = sources_in(dataset.fields), filled_in_providers(rows, dataset.marks)
    weeks: defaultdict[int, list[CareAttendance]] = defaultdict(list)
    first = min((row.local_day for row in rows), default=0)
    for row in rows:
        weeks[(row.local_day - first) // WEEK].append(row)
    return {week: _of_week(own, dataset.marks, sources, filled_in) for week, own in sorted(weeks.items())}


def _of_week(
    rows: list[CareAttendance], marks: Mapping[str, frozenset[int]], sources: frozenset[str], filled_in: frozenset[str]
) -> dict[str, float]:
    whole = VisitSet(rows, marks)
    timed = VisitSet([row for row in rows if row.provider not in filled_in], marks)
    found = {}
    for key, measure in FROM_VISITS.items():
        if key not in OVER_WEEKS and sources.issuperset(measure.needs):
            value = value_of(measure.work(timed if measure.of_minutes else whole))
            if value is not None:
                found[key] = value
    return found


def value_of(figure: AnyFigure) -> float | None:
    if figure is None or isinstance(figure, HiddenFigure):
        return None
    if isinstance(figure, SpreadFigure):
        return float(figure.quartiles.median)
    return None if figure.value is None else float(figure.value)
