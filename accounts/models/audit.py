"""The audit trail."""

import uuid

from django.db import models

from accounts.models.people import User


class AuditEvent(models.Model):
    """An action of somebody, kept in the same transaction as the change; append-only, and without figures.

    The key is made here: one made by the database would have to be read back, which few who write may do.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    at = models.DateTimeField()
    by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    as_role = models.CharField(max_length=30, blank=True)
    verb = models.CharField(max_length=60)
    subject_kind = models.CharField(max_length=40)
    subject_id = models.CharField(max_length=60, blank=True)
    words = models.CharField(max_length=300, blank=True)
    authority_id = models.UUIDField(null=True, blank=True, db_index=True)
    provider_id = models.UUIDField(null=True, blank=True, db_index=True)
    exercise_id = models.UUIDField(null=True, blank=True, db_index=True)

    class Meta:
        indexes = [models.Index(fields=["-at"]), models.Index(fields=["subject_kind", "subject_id"])]
