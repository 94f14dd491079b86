"""Query the accepted returns of an exercise for a list: without their answers and costs, which are large."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from accounts.domain.context import Context
from submissions.decisions.domain.adjusted_answers import AnswerAdjustment, LeftOutLine
from submissions.decisions.queries import adjustments_in, lines_left_out_in, those_that_apply
from submissions.domain.states import ReturnState
from submissions.models import Version
from submissions.queries.returns import returns_for


@dataclass(frozen=True, slots=True)
class AcceptedListing:
    """An accepted return by its version, with what was decided of its parts at review and applies to that version."""

    version_id: UUID
    location_name: str
    lines_left_out: tuple[LeftOutLine, ...] = ()
    adjustments: tuple[AnswerAdjustment, ...] = ()


def listed_as_accepted(context: Context | None, exercise_id: UUID) -> list[AcceptedListing]:
    """Return the accepted returns in the order of ``accepted_returns``, whose twin this is."""
    rows = returns_for(context if context is not None and context.reads_returns else None)
    rows = rows.filter(exercise_id=exercise_id, state=ReturnState.ACCEPTED, current__isnull=False)
    found = rows.order_by("participation__location__cqc_location_id").values_list(
        "id", "current_id", "participation__location_name"
    )
    lines, adjusted = lines_left_out_in(context, exercise_id), adjustments_in(context, exercise_id)
    listed = [
        AcceptedListing(version, name, tuple(lines.get(one, ())), tuple(adjusted.get(one, ())))
        for one, version, name in found
    ]
    return _with_what_applies(listed)


def _with_what_applies(listed: Sequence[AcceptedListing]) -> list[AcceptedListing]:
    """Leave adjustments out that do not apply to the answers as they are now; only their versions are read."""
    wanted = [one.version_id for one in listed if one.adjustments]
    versions: Mapping[UUID, Version] = Version.objects.only("answers").in_bulk(wanted) if wanted else {}
    return [_applied(one, versions.get(one.version_id)) for one in listed]


def _applied(one: AcceptedListing, version: Version | None) -> AcceptedListing:
    if not one.adjustments:
        return one
    applying = tuple(those_that_apply(one.adjustments, version)) if version else ()
    return AcceptedListing(one.version_id, one.location_name, one.lines_left_out, applying)
