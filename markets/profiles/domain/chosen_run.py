"""Which profile a page shows, and which earlier one it is held against."""

from collections.abc import Sequence
from datetime import date
from typing import Any, Protocol, TypeVar


class PeriodRun(Protocol):
    """A run of a period."""

    id: Any
    first_day: date | None
    last_day: date | None


Run = TypeVar("Run", bound=PeriodRun)


def chosen_run(runs: Sequence[Run], text: str) -> Run | None:
    """Return the run that was chosen by its id, else the one of the latest period."""
    return next((run for run in runs if str(run.id) == text), runs[0] if runs else None)


def compared_run(runs: Sequence[Run], shown: Run | None, text: str) -> Run | None:
    """Return the run to compare with, if one was chosen that is not the one shown."""
    found = next((run for run in runs if str(run.id) == text), None)
    return None if found is None or shown is None or found.id == shown.id else found
