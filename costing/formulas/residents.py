"""The residents of a care home and their time, by which every cost of a home is divided (DOMAIN.md §4.2)."""

from decimal import Decimal

from costing.answers import Answers
from costing.forms.care_home import CARE_HOME

# The bed categories of the exercise; *other* residents stand outside it and share the costs.
CATEGORIES = tuple(column.key for column in CARE_HOME.columns)
OTHER = "other"
PLACES = (*CATEGORIES, OTHER)
NURSING = ("nursing", "nursing_enhanced")

OCCUPIED = tuple(f"occupied_{place}" for place in PLACES)
CARE_HOURS = tuple(f"care_hours_{place}" for place in PLACES)
NURSE_HOURS = tuple(f"nurse_hours_{place}" for place in PLACES)
PERIOD = ("period_start", "period_end")
NOTHING = Decimal(0)


def occupied(answers: Answers, place: str) -> Decimal:
    """Return R_c: average occupied beds of one category; blank counts as none."""
    return answers.number(f"occupied_{place}") or NOTHING


def categories_in(answers: Answers) -> tuple[str, ...]:
    """Return the categories of the exercise that have residents, and so a column."""
    return tuple(category for category in CATEGORIES if occupied(answers, category) > 0)


def residents_in(answers: Answers) -> Decimal:
    """Return R: average occupied beds, with those outside the exercise."""
    return sum((occupied(answers, place) for place in PLACES), NOTHING)


def occupancy_of(answers: Answers) -> Decimal | None:
    """Return R / active beds; None without beds."""
    beds = answers.number("active_beds")
    return residents_in(answers) / beds if beds else None


def days_of(answers: Answers) -> Decimal:
    """Return the days of the cost year, both ends counted; 0 if it ends before it begins, or an end is missing."""
    start, end = (answers.day(key) for key in PERIOD)
    return Decimal(max((end - start).days + 1, 0)) if start and end else NOTHING


def resident_weeks_in(answers: Answers) -> Decimal:
    """Return occupied beds times the weeks of the cost year."""
    return residents_in(answers) * days_of(answers) / 7


def hours_per_week(answers: Answers, kind: str) -> Decimal:
    """Return Σ R·hours of ``care`` or ``nurse`` staff in a week, for all residents."""
    hours = (occupied(answers, place) * (answers.number(f"{kind}_hours_{place}") or NOTHING) for place in PLACES)
    return sum(hours, NOTHING)
