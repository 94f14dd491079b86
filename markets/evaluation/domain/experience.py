"""What people said beside an evaluation: scores of satisfaction and counts of complaints, by day, zone and source."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

LONGEST_SOURCE, LONGEST_ZONE = 200, 100
MOST_FIGURE = Decimal(10) ** 7
NOT_TESTED = (
    "These stand beside the measures and are not tested: of a figure it is not known over how long complaints were "
    "counted, or how many people gave a score."
)


class ExperienceKind(StrEnum):
    SATISFACTION = "satisfaction"
    COMPLAINTS = "complaints"

    @property
    def label(self) -> str:
        return "Satisfied, per cent" if self is ExperienceKind.SATISFACTION else "Complaints"


@dataclass(frozen=True, slots=True)
class ExperienceRow:
    """A figure; a blank ``zone`` is the whole authority."""

    kind: ExperienceKind
    day: date
    figure: Decimal
    source: str
    zone: str = ""


def row_fault(kind: ExperienceKind, figure: Decimal) -> str:
    """Return what is wrong with a figure of its kind; blank where nothing is."""
    if kind is ExperienceKind.SATISFACTION:
        return "" if 0 <= figure <= 100 else "Satisfaction is a percentage, from 0 to 100."
    is_count = 0 <= figure < MOST_FIGURE and figure == figure.to_integral_value()
    return "" if is_count else "Complaints are a count, in whole numbers."


def kind_of(text: str) -> ExperienceKind | None:
    return next((kind for kind in ExperienceKind if text.lower() in (kind.value, kind.label.lower())), None)


def all_experience_says(rows: Sequence[ExperienceRow], change_on: date) -> Iterator[str]:
    """Yield a sentence of each kind for the whole authority, and one for each zone that a figure names."""
    for kind in ExperienceKind:
        zones = sorted({row.zone for row in rows if row.kind is kind})
        for zone in zones or [""]:
            yield experience_says(kind, [row for row in rows if row.zone == zone], change_on, zone)


def experience_says(kind: ExperienceKind, rows: Iterable[ExperienceRow], change_on: date, zone: str = "") -> str:
    """Return what is known before and after a change in a sentence."""
    own = [row for row in rows if row.kind is kind]
    before = [row.figure for row in own if row.day < change_on]
    after = [row.figure for row in own if row.day >= change_on]
    label = f"{kind.label} in {zone}" if zone else kind.label
    return f"{label}: {_side(kind, before)} before the change, {_side(kind, after)} after it."


def _side(kind: ExperienceKind, figures: Sequence[Decimal]) -> str:
    if not figures:
        return "nothing known"
    count = f"{len(figures)} figure{'s' if len(figures) > 1 else ''}"
    if kind is ExperienceKind.SATISFACTION:
        return f"{sum(figures) / len(figures):.1f} % on average of {count}"
    return f"{sum(figures):,.0f} in {count}"
