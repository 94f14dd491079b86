"""Imports of old logs: the file while it is needed, what would be entered, and the result."""

from django.conf import settings
from django.db import models

from engagement.models.scope import Scoped, Sided
from register.domain.imports import ImportState

STATES = {ImportState.READY: "To be confirmed", ImportState.CONFIRMED: "Waiting to be entered"}
STATES |= {ImportState.APPLYING: "Being entered", ImportState.DONE: "Taken in"}


class LogImport(Scoped, Sided):
    """The import of a log.

    ``sealed`` and ``preview`` are emptied once it is over, ``plan_sha256`` is the previewed plan's.
    """

    file_name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    sealed = models.BinaryField(default=b"")
    preview = models.JSONField(default=dict, blank=True)
    plan_sha256 = models.CharField(max_length=64, blank=True)
    state = models.CharField(
        max_length=20, choices=[(s.value, STATES.get(s, s.label)) for s in ImportState], default="received"
    )
    words = models.TextField(blank=True)
    rows_read = models.PositiveIntegerField(default=0)
    tries = models.PositiveSmallIntegerField(default=0)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    received_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True, blank=True)
    claimed_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    entered = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["-received_at"]
