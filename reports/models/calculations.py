"""Calculations over accepted returns, frozen with what was used and left out."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q


class Calculation(models.Model):
    """A frozen calculation of the independent team; ``table`` is exact and never leaves the team.

    ``occupancy_target`` is the share of beds to which homes were normalised, if they were. ``terms`` are what else it
    was asked for, frozen: the uplift with every index used, and the scenarios. What had been received when it was made
    is kept for the coverage of its releases, and None in those of before.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    exercise = models.ForeignKey("register.Exercise", on_delete=models.PROTECT, related_name="calculations")
    authority = models.ForeignKey("register.Authority", on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    method_version = models.CharField(max_length=20)
    form_version = models.CharField(max_length=20)
    price_date = models.DateField()
    weeks = models.DecimalField(max_digits=6, decimal_places=3)
    rates = models.JSONField()
    occupancy_target = models.DecimalField(max_digits=6, decimal_places=5, null=True, blank=True)
    weight_in_scope = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    returns_received = models.PositiveIntegerField(null=True, blank=True)
    weight_received = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    terms = models.JSONField(default=dict)
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
    """An accepted return of a calculation: the version that was used, or the reason why it was left out.

    Location, owner, weight and groups (zone, size band, contracted) are kept as they were then. ``lines_left_out``
    names single lines; blank with a reason means that the whole return was left out. ``left_out_at_review`` is one
    that was not accepted at all: it stands in the record with the reviewer's reason, and is no part of the inputs.
    ``adjustments`` and ``line_decisions`` are what analysts had decided at review, with reason, who and when;
    ``adjusted_costs`` are the costs of an adjusted return, frozen with them. Of one whose provider was erased on
    request (``is_erased``) only the row is left: the calculation can no longer be repeated.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    calculation = models.ForeignKey(Calculation, on_delete=models.PROTECT, related_name="returns")
    exercise = models.ForeignKey("register.Exercise", on_delete=models.PROTECT, related_name="+")
    authority = models.ForeignKey("register.Authority", on_delete=models.PROTECT, related_name="+")
    provider = models.ForeignKey("register.Provider", on_delete=models.PROTECT, related_name="+")
    version = models.ForeignKey("submissions.Version", on_delete=models.PROTECT, related_name="+")
    location_id = models.CharField(max_length=40)
    location_name = models.CharField(max_length=200)
    owner = models.CharField(max_length=40)
    weight = models.DecimalField(max_digits=12, decimal_places=2)
    breakdown = models.JSONField(default=dict)
    is_used = models.BooleanField()
    left_out_at_review = models.BooleanField(default=False)
    lines_left_out = models.JSONField(default=list)
    left_out_because = models.CharField(max_length=500, blank=True)
    left_out_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    left_out_at = models.DateTimeField(null=True, blank=True)
    adjustments = models.JSONField(default=list)
    adjusted_costs = models.JSONField(null=True, blank=True)
    line_decisions = models.JSONField(default=list)
    is_erased = models.BooleanField(default=False, db_default=False)

    class Meta:
        ordering = ["location_name", "location_id"]
        constraints = [
            models.UniqueConstraint(fields=["calculation", "version"], name="version_calculated_once"),
            models.CheckConstraint(
                condition=Q(is_used=True, lines_left_out=[])
                | (~Q(left_out_because="") & Q(left_out_by__isnull=False, left_out_at__isnull=False)),
                name="left_out_says_why_who_and_when",
            ),
            models.CheckConstraint(
                condition=Q(left_out_at_review=False) | Q(is_used=False), name="left_out_at_review_is_not_used"
            ),
        ]
