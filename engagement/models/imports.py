"""An old log on its way in: kept between the preview and the confirmation, and emptied after it."""

from django.conf import settings
from django.db import models

from engagement.models.scoped import Scoped, Sided


class LogImport(Scoped, Sided):
    """``rows`` are the lines that could be read, ``faults`` sentences about those that could not."""

    class State(models.TextChoices):
        READY = "ready", "To be confirmed"
        DONE = "done", "Taken in"
        DISCARDED = "discarded", "Discarded"

    file_name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    rows = models.JSONField(default=list, blank=True)
    faults = models.JSONField(default=list, blank=True)
    state = models.CharField(max_length=20, choices=State, default=State.READY)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    received_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)
    entered = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["-received_at"]
