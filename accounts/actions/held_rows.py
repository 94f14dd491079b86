"""A row held until the commit, and read once it is held."""

from typing import Any, TypeVar
from uuid import UUID

from django.db.models import Model, QuerySet

AnyRow = TypeVar("AnyRow", bound=Model)


def held(rows: QuerySet[AnyRow], row_id: UUID | Any) -> AnyRow | None:
    """Return a row of ``rows`` with what is joined to it, locked until the commit; None where it is not among them.

    Two statements: what is joined to a row that one has to wait for is of before the wait. What it points to by then
    would be missing, or the row itself.
    """
    waits = rows.select_related(None).order_by().filter(id=row_id).select_for_update(of=("self",))
    return rows.filter(id=row_id).first() if list(waits.values_list("id")) else None
