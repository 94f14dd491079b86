"""The words with which an exercise justifies its returns on operations and on capital, and its method."""

import uuid

from django.conf import settings
from django.db import models


class Justification(models.Model):
    """The words of an exercise at one moment; the highest number stands, and earlier ones are kept."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    exercise = models.ForeignKey("register.Exercise", on_delete=models.PROTECT, related_name="+")
    authority = models.ForeignKey("register.Authority", on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    roo_words = models.TextField(blank=True)
    roc_words = models.TextField(blank=True)
    method_words = models.TextField(blank=True)
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["exercise", "number"], name="justification_numbered_once")]
