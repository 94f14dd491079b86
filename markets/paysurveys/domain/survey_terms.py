"""What somebody types to begin a wage survey."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID


@dataclass(frozen=True, slots=True)
class NewPaySurvey:
    """What somebody typed of a survey to begin."""

    exercise_id: UUID
    name: str
    reference_date: date
    opens_on: date
    closes_on: date
    zones: tuple[str, ...]
    visit_minutes: Decimal
