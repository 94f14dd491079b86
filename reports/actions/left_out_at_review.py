"""Keep in the record of a calculation what was left out at review: it moves no figure and no digest."""

from decimal import Decimal

from accounts.domain.context import Context
from reports.models import Calculation, CalculationReturn
from submissions import queries as submissions


def keep_left_out_at_review(by: Context, calculation: Calculation) -> None:
    """Keep each return that is left out at this moment, with the reviewer's reason, name and time."""
    CalculationReturn.objects.bulk_create(
        CalculationReturn(
            calculation=calculation,
            exercise_id=calculation.exercise_id,
            authority_id=calculation.authority_id,
            provider_id=one.provider_id,
            version_id=one.version_id,
            location_id=one.location_id,
            location_name=one.location_name,
            owner=str(one.owner_id),
            weight=one.weight or Decimal(0),
            is_used=False,
            left_out_at_review=True,
            left_out_because=one.reason[:500],
            left_out_by_id=one.decided_by_id,
            left_out_at=one.decided_at,
        )
        for one in submissions.left_out_returns(by, calculation.exercise_id)
        if one.reason and one.decided_by_id and one.decided_at
    )
