"""Record that somebody has a page of a return open."""

from django.utils import timezone

from accounts.domain.context import Context
from register.queries import Participation
from submissions.models import Presence


def touch(*, by: Context, participation: Participation, sheet: str = "") -> None:
    """Record the asker's presence in one statement, as it happens often; only for those who may work on the return."""
    if not by.is_provider or by.provider_id != participation.provider_id:
        return
    here = Presence(
        exercise_id=participation.exercise_id,
        authority_id=participation.authority_id,
        provider_id=participation.provider_id,
        participation=participation,
        person_id=by.person_id,
        sheet=sheet,
        seen_at=timezone.now(),
    )
    Presence.objects.bulk_create(
        [here],
        update_conflicts=True,
        unique_fields=["participation", "person"],
        update_fields=["sheet", "seen_at"],
    )
