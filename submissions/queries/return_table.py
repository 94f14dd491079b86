"""The list of returns with all that a file of it has; for those who read returns, and nobody else."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.db.models import Count
from django.utils import timezone

from accounts.domain.context import Context
from costing.serialisation import costs_from
from submissions.decisions.queries import adjustments_in, lines_left_out_in
from submissions.domain.return_table import ListedReturn
from submissions.domain.states import ReturnState
from submissions.queries.review import analyst_list
from submissions.questions.queries import TURNS, queries_for


def listed_returns(context: Context | None, exercise_id: UUID, **wanted: str) -> Iterator[ListedReturn]:
    """Yield the rows of the list that fit, as ``analyst_list`` takes them."""
    waiting, to_close = _counts(context, exercise_id, "provider"), _counts(context, exercise_id, "close")
    left_out, adjusted = lines_left_out_in(context, exercise_id), adjustments_in(context, exercise_id)
    rows: Any = analyst_list(context, exercise_id, **wanted).select_related("owner")
    for row in rows:
        submission = getattr(row, "submission", None)
        version = submission.current if submission else None
        yield ListedReturn(
            place=row.location_name,
            cqc_location_id=row.location.cqc_location_id,
            provider=row.provider_name,
            owner=row.owner.name,
            state=ReturnState(row.state),
            analyst=row.analyst or "",
            submitted_at=_local(row.submitted_at),
            decided_at=_local(submission.decided_at if submission else None),
            version=version.number if version else None,
            findings=(row.to_fix, row.to_explain, row.to_note),
            with_provider=waiting.get(row.id, 0),
            to_close=to_close.get(row.id, 0),
            lines_left_out=len(left_out.get(submission.id, ())) if submission else 0,
            adjusted=len(adjusted.get(submission.id, ())) if submission else 0,
            costs=costs_from(version.costs) if version else None,
        )


def _counts(context: Context | None, exercise_id: UUID, turn: str) -> dict[UUID, int]:
    rows = queries_for(context).filter(TURNS[turn], exercise_id=exercise_id).order_by()
    return dict(rows.values_list("participation").annotate(Count("id")))


def _local(at: Any) -> Any:
    return timezone.localtime(at) if at else None
