"""Queries of what the words of councils' lists mean, and of the locations that they may mean."""

from uuid import UUID

from django.db.models import Q, QuerySet

from accounts.domain.context import Context
from register.models import Exercise, ListMeaning, Participation
from register.permissions import can_administer_register


def list_meanings(context: Context | None, exercise: Exercise, search: str = "") -> QuerySet[ListMeaning]:
    """Return what was said that words mean in the lists of an exercise's authority."""
    if not can_administer_register(context):
        return ListMeaning.objects.none()
    rows = ListMeaning.objects.select_related("by").filter(authority_id=exercise.authority_id)
    return rows.filter(Q(says__icontains=search) | Q(label__icontains=search)) if search else rows


def list_meaning_for(context: Context | None, exercise: Exercise, meaning_id: UUID) -> ListMeaning | None:
    return list_meanings(context, exercise).filter(id=meaning_id).first()


def asked_ids(context: Context | None, exercise_id: UUID) -> dict[str, str]:
    """Return the CQC IDs of an exercise's locations, by themselves in small letters."""
    if not can_administer_register(context):
        return {}
    asked = Participation.objects.filter(exercise_id=exercise_id)
    return {cqc.casefold(): cqc for cqc in asked.values_list("location__cqc_location_id", flat=True)}
