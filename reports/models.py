"""Calculations over accepted returns, releases of what may leave, and the ledger of what has left."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q


class Calculation(models.Model):
    """A frozen calculation of the independent team; ``table`` is exact and never leaves the team."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    exercise = models.ForeignKey("submissions.Exercise", on_delete=models.PROTECT, related_name="calculations")
    authority = models.ForeignKey("submissions.Authority", on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    method_version = models.CharField(max_length=20)
    form_version = models.CharField(max_length=20)
    inputs_sha256 = models.CharField(max_length=64)
    returns_used = models.PositiveIntegerField()
    table = models.JSONField()
    note = models.CharField(max_length=500, blank=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["exercise", "number"], name="calculation_numbered_once")]


class CalculationReturn(models.Model):
    """One return of a calculation: the version that was used, or the reason why it was left out."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    calculation = models.ForeignKey(Calculation, on_delete=models.PROTECT, related_name="returns")
    exercise = models.ForeignKey("submissions.Exercise", on_delete=models.PROTECT, related_name="+")
    authority = models.ForeignKey("submissions.Authority", on_delete=models.PROTECT, related_name="+")
    provider = models.ForeignKey("submissions.Provider", on_delete=models.PROTECT, related_name="+")
    version = models.ForeignKey("submissions.Version", on_delete=models.PROTECT, related_name="+")
    left_out_because = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["calculation", "version"], name="version_calculated_once")]


class Release(models.Model):
    """A frozen, numbered, protected set of figures, drafted by one person and approved by another."""

    class State(models.TextChoices):
        DRAFTED = "drafted", "Waiting for approval"
        RELEASED = "released", "Released"
        SUPERSEDED = "superseded", "Superseded"
        REJECTED = "rejected", "Sent back"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    exercise = models.ForeignKey("submissions.Exercise", on_delete=models.PROTECT, related_name="releases")
    authority = models.ForeignKey("submissions.Authority", on_delete=models.PROTECT, related_name="+")
    calculation = models.ForeignKey(Calculation, on_delete=models.PROTECT, related_name="releases")
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=20, choices=State, default=State.DRAFTED)
    table = models.JSONField()
    policy_version = models.CharField(max_length=20)
    policy_sha256 = models.CharField(max_length=64)
    method_version = models.CharField(max_length=20)
    form_version = models.CharField(max_length=20)
    inputs_sha256 = models.CharField(max_length=64)
    supersedes = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="superseded_by"
    )
    drafted_at = models.DateTimeField()
    drafted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    approved_at = models.DateTimeField(null=True, blank=True)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    decision_note = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["exercise", "number"], name="release_numbered_once"),
            models.UniqueConstraint(
                fields=["exercise"], condition=Q(state="released"), name="one_release_stands_an_exercise"
            ),
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True) | ~Q(approved_by=F("drafted_by")),
                name="approved_by_a_second_person",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["drafted", "rejected"])
                | Q(approved_by__isnull=False, approved_at__isnull=False),
                name="released_only_when_approved",
            ),
        ]


class ReleaseReview(models.Model):
    """What only the independent team sees of a release: why cells are hidden, which equal one return's figure."""

    release = models.OneToOneField(Release, primary_key=True, on_delete=models.PROTECT, related_name="review")
    exercise = models.ForeignKey("submissions.Exercise", on_delete=models.PROTECT, related_name="+")
    authority = models.ForeignKey("submissions.Authority", on_delete=models.PROTECT, related_name="+")
    reasons = models.JSONField(default=dict)
    equal_to_one_return = models.JSONField(default=list)


class LedgerRow(models.Model):
    """One published cell; append-only and hash-chained. ``members`` are keyed digests, never names or values."""

    id = models.BigAutoField(primary_key=True)
    release = models.ForeignKey(Release, on_delete=models.PROTECT, related_name="ledger")
    exercise = models.ForeignKey("submissions.Exercise", on_delete=models.PROTECT, related_name="+")
    authority = models.ForeignKey("submissions.Authority", on_delete=models.PROTECT, related_name="+")
    column = models.CharField(max_length=60)
    measure = models.CharField(max_length=60)
    breakdown = models.CharField(max_length=100, blank=True)
    figures = models.JSONField()
    members = models.JSONField()
    policy_sha256 = models.CharField(max_length=64)
    previous_sha256 = models.CharField(max_length=64)
    sha256 = models.CharField(max_length=64, unique=True)

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["exercise", "measure"])]
