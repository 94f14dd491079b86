"""Price indices of an authority, as its analysts typed or loaded them; each change is an edition of its own."""

import uuid

from django.conf import settings
from django.db import models


class PriceIndexEdition(models.Model):
    """All values of an index at one moment: ``values`` are {date, value, source}, the earliest first.

    The newest edition that was not taken back stands; without one the authority has no such index. ``key`` is the
    name for comparing.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    authority = models.ForeignKey("register.Authority", on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=100)
    key = models.CharField(max_length=100)
    number = models.PositiveIntegerField()
    values = models.JSONField()
    came_from = models.CharField(max_length=200, blank=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["key", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["authority", "key", "number"], name="price_index_numbered_once"),
        ]
