"""What is remembered of the portal's running: nobody's name, no figure, and not for long."""

import uuid

from django.db import models

from costofcare.domain.incidents import IncidentKind


class Incident(models.Model):
    """A page that failed or was slow, or a task that failed; ``request`` finds it in the log."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=20, choices=[(kind.value, kind.label) for kind in IncidentKind])
    at = models.DateTimeField(db_index=True)
    about = models.CharField(max_length=200)
    seconds = models.FloatField(null=True, blank=True)
    trouble = models.CharField(max_length=200, blank=True)
    request = models.CharField(max_length=64, blank=True)
