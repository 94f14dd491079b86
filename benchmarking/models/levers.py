"""Which levers of the toolkit councils say they use."""

import uuid

from django.conf import settings
from django.db import models

from benchmarking.models.rounds import AUTHORITY

USER = settings.AUTH_USER_MODEL


class LeverMark(models.Model):
    """That a council uses a lever, or no longer does, said to the office of its rounds; rows are only added."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    host_authority = models.ForeignKey(AUTHORITY, on_delete=models.PROTECT, related_name="+")
    authority = models.ForeignKey(AUTHORITY, on_delete=models.PROTECT, related_name="+")
    lever = models.CharField(max_length=30)
    is_used = models.BooleanField()
    said_at = models.DateTimeField()
    said_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-said_at", "id"]
        indexes = [models.Index(fields=["host_authority", "lever", "authority"], name="lever_marks_of_an_office")]
