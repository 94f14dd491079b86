"""The requirements of an exercise for a return, as far as known; without an exercise only the defaults hold."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from costing.bands import Band


@dataclass(frozen=True)
class ExerciseRequirements:
    """The exercise's side of a return.

    ``location_id`` is the invited location; ``location_fault`` says in words why the register refuses it
    (not active, of another authority or service); ``commissioned_hours`` are a week's hours that the council
    commissions; ``bands`` replaces default bands by name.
    """

    service: str | None = None
    price_date: date | None = None
    weeks: Decimal = Decimal(52)
    location_id: str | None = None
    location_name: str = ""
    location_fault: str = ""
    commissioned_hours: Decimal | None = None
    bands: Mapping[str, Band] = field(default_factory=dict)


NO_EXERCISE = ExerciseRequirements()
