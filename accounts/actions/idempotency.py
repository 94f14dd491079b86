"""Create a row once, however often its button is pressed: the row's primary key is the key of the page."""

from typing import TypeVar
from uuid import UUID

from django.db.models import Model, QuerySet

from accounts.actions.advisory_lock import take_turn

Row = TypeVar("Row", bound=Model)


def made_before(rows: QuerySet[Row], key: UUID | None) -> Row | None:
    """Return the row that an earlier press of this page made, or None.

    The second of two presses at once waits until the first has ended, and then finds its row.
    """
    if key is None:
        return None
    take_turn(f"once {key}")
    return rows.filter(pk=key).first()
