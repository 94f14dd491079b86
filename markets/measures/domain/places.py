"""Hours by urban and rural, and by zone."""

from collections import defaultdict
from collections.abc import Mapping
from fractions import Fraction

from markets.measures.domain.figures import AnyFigure, ShareOfVisits, sum_figure, unless_few
from markets.measures.domain.visit_set import VisitSet
from markets.visits.domain.attendance import HOUR

URBAN = "U"


def is_urban(ruc: str) -> bool:
    """Tell it of a class of place, as a code (UN1) or as a word (urban)."""
    return ruc.strip().upper().startswith(URBAN)


def ruc_hours(visits: VisitSet) -> AnyFigure:
    """Return planned hours in rural places of all, with the hours of each class; a class of few clients is hidden."""
    seconds: defaultdict[str, int] = defaultdict(int)
    clients: defaultdict[str, set[tuple[str, str]]] = defaultdict(set)
    for row in visits.rows:
        if row.ruc:
            seconds[row.ruc] += row.planned_seconds or 0
            clients[row.ruc].add((row.provider, row.client))
    people = set().union(*clients.values()) if clients else set()
    return rural_share(seconds, {name: len(each) for name, each in clients.items()}, len(people))


def rural_share(seconds: Mapping[str, int], clients: Mapping[str, int], people: int) -> AnyFigure:
    """Return rural hours of all by what was planned and how many clients live at each class of place."""
    hours = {name: Fraction(each, HOUR) for name, each in seconds.items()}
    rural = sum((each for name, each in hours.items() if not name.startswith(URBAN)), start=Fraction())
    parts = {name: unless_few(clients[name], "C5", sum_figure(each, clients[name])) for name, each in hours.items()}
    total = sum(hours.values(), start=Fraction())
    return unless_few(people, "C5", ShareOfVisits(rural, total, people, parts))
