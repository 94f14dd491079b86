"""Levers of the toolkit as an office writes them, version by version, and which of them councils say they use."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from benchmarking.models.rounds import AUTHORITY
from benchmarking.toolkit.domain.lever_versions import LeverDecision

USER = settings.AUTH_USER_MODEL


class LeverVersion(models.Model):
    """What an office says of a lever from a number on; what the portal ships is version 0 and no row.

    Nothing of it changes but the decision of a second person, once. ``aims`` are words with a semicolon between them;
    ``evidence`` a list of kind, what, source and, of what the portal released, a reference.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    host_authority = models.ForeignKey(AUTHORITY, on_delete=models.PROTECT, related_name="+")
    lever = models.CharField(max_length=30)
    number = models.PositiveIntegerField()
    name = models.CharField(max_length=150)
    aims = models.CharField(max_length=60)
    what = models.TextField(max_length=1_000)
    first_step = models.TextField(max_length=500, blank=True)
    cost = models.CharField(max_length=200)
    risks = models.TextField(max_length=500, blank=True)
    evidence = models.JSONField(default=list)
    is_retired = models.BooleanField(default=False)
    why = models.CharField(max_length=300)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    decision = models.CharField(max_length=10, blank=True, choices=[(one.value, one.label) for one in LeverDecision])
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(USER, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    decision_note = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["lever", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["host_authority", "lever", "number"], name="lever_version_numbered_once"),
            models.CheckConstraint(condition=Q(number__gt=0), name="lever_version_follows_the_shipped"),
            models.CheckConstraint(condition=~Q(why=""), name="lever_version_says_why"),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("made_by")),
                name="lever_version_decided_by_a_second_person",
            ),
            models.CheckConstraint(
                condition=Q(decision="") | Q(decided_by__isnull=False, decided_at__isnull=False),
                name="lever_version_says_who_decided",
            ),
            models.CheckConstraint(
                condition=~Q(decision="sent_back") | ~Q(decision_note=""), name="lever_version_sent_back_says_why"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}, version {self.number}"


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
