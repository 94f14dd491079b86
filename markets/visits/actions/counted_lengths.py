"""Count a dataset's half-minutes as the payment lab reads them, whenever they change: in the same transaction."""

from uuid import UUID

from django.db import connection, transaction

from markets.models import CountedLengths, Dataset, HalfMinutes
from markets.payment.domain.counted_lengths import counting_sql
from markets.visits.domain.dataset_states import DatasetState


def count_lengths(dataset_id: UUID) -> None:
    """Count anew; of a dataset without half-minutes nothing is left."""
    CountedLengths.objects.filter(dataset_id=dataset_id).delete()
    with connection.cursor() as cursor:
        cursor.execute(counting_sql(), [dataset_id])


def count_uncounted() -> None:
    """Count datasets that an older build took in."""
    counted = CountedLengths.objects.order_by().values("dataset_id")
    held = Dataset.objects.filter(state=DatasetState.TAKEN_IN).exclude(id__in=counted)
    for row_id in held.values_list("id", flat=True):
        with transaction.atomic():
            if HalfMinutes.objects.filter(dataset_id=row_id).exists():
                count_lengths(row_id)
