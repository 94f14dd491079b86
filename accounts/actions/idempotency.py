"""Making something once, however often its button was pressed: what is made gets its page's key as its own."""

from typing import TypeVar
from uuid import UUID

from django.db.models import Model, QuerySet

from accounts.actions.advisory_lock import take_turn

Row = TypeVar("Row", bound=Model)


def made_before(rows: QuerySet[Row], key: UUID | None) -> Row | None:
    """What this press has made already. Of two at once the second waits for the first, and then finds it."""
    if key is None:
        return None
    take_turn(f"once {key}")
    return rows.filter(pk=key).first()
