"""Rate cards of an authority: what it pays, from a date, kept by date."""

import uuid

from django.conf import settings
from django.db import models


class RateCard(models.Model):
    """What a council pays by zone, length, kind of day and careworkers, from a day until the card after it.

    ``lines`` are the rates as JSON, £ a visit or an hour by ``basis``; ``valid_until`` is the last day, None while it
    is open. No two cards of an authority hold on one day, and none is missing between the first and the last.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    authority = models.ForeignKey("register.Authority", on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=100)
    basis = models.CharField(max_length=10)
    valid_from = models.DateField()
    valid_until = models.DateField(null=True, blank=True)
    lines = models.JSONField()
    edition = models.PositiveIntegerField(default=1)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-valid_from"]
        constraints = [
            models.UniqueConstraint(fields=["authority", "valid_from"], name="one_rate_card_from_a_day"),
        ]
