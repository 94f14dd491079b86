"""Calculations that were asked for and are left to a worker."""

import uuid

from django.conf import settings
from django.db import models

from reports.domain.request_states import RequestState


class CalculationRequest(models.Model):
    """A calculation to be made by a worker; whoever claims the row makes it, once.

    ``terms`` is what the analyst asked for, ``seen`` the accepted versions at that moment. The calculation that comes
    of it has the id of the row.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    exercise = models.ForeignKey("register.Exercise", on_delete=models.PROTECT, related_name="+")
    authority = models.ForeignKey("register.Authority", on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=20, choices=[(s.value, s.label) for s in RequestState], default="received")
    terms = models.JSONField()
    seen = models.JSONField()
    words = models.TextField(blank=True)
    calculation = models.ForeignKey(
        "reports.Calculation", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    tries = models.PositiveSmallIntegerField(default=0)
    received_at = models.DateTimeField()
    received_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    claimed_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-received_at"]
        indexes = [models.Index(fields=["state", "claimed_at"], name="calculation_request_state")]
