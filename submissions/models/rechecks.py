"""Checking all returns of an exercise again, and the returns whose findings are then others than those kept."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from submissions.models.returns import Return, Sensitive, Version
from submissions.rechecks.domain.recheck_states import RecheckState


class Recheck(models.Model):
    """One time that all returns of an exercise are checked again by a worker, with the ranges of when it was asked.

    ``reached`` is the return that was checked last, in the order of ids: whoever takes over goes on behind it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    exercise = models.ForeignKey("register.Exercise", on_delete=models.PROTECT, related_name="+")
    authority = models.ForeignKey("register.Authority", on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=20, choices=[(s.value, s.label) for s in RecheckState], default="received")
    bands = models.JSONField(default=dict)
    total = models.PositiveIntegerField()
    checked = models.PositiveIntegerField(default=0)
    changed = models.PositiveIntegerField(default=0)
    unknown = models.PositiveIntegerField(default=0)
    reached = models.UUIDField(null=True, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    received_at = models.DateTimeField()
    received_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    claimed_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-received_at"]
        indexes = [models.Index(fields=["state", "claimed_at"], name="recheck_state")]
        constraints = [
            models.UniqueConstraint(
                fields=["exercise"], condition=Q(state__in=["received", "working"]), name="rechecked_one_at_a_time"
            )
        ]


class RecheckedReturn(Sensitive):
    """A return whose findings are others when it is checked again; those of its version stay as they were kept.

    ``gone`` and ``new`` are documents of findings. They are the independent team's alone.
    """

    recheck = models.ForeignKey(Recheck, on_delete=models.PROTECT, related_name="returns")
    submission = models.ForeignKey(Return, on_delete=models.PROTECT, related_name="+")
    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="+")
    gone = models.JSONField(default=list)
    new = models.JSONField(default=list)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["recheck", "submission"], name="rechecked_once")]
