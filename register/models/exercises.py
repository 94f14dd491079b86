"""Exercises, and which locations take part in them."""

import uuid

from django.db import models
from django.db.models import F, Q

from costing.forms import SERVICES
from register.models.register import (
    Authority,
    Location,
    Owner,
    Provider,
)

SERVICE_CHOICES = [(service, service.replace("_", " ").capitalize()) for service in SERVICES]


class Exercise(models.Model):
    """One authority's collection for one service; it closes at the end of its closing day, UK time.

    ``has_public_page``: whether what is released can be read by everybody, without signing in.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="exercises")
    service = models.CharField(max_length=20, choices=SERVICE_CHOICES)
    name = models.CharField(max_length=200)
    price_date = models.DateField()
    opens_on = models.DateField()
    closes_on = models.DateField()
    weeks = models.DecimalField(max_digits=6, decimal_places=3, default=52)
    preset = models.CharField(max_length=20, choices=[("protected", "Protected"), ("statutory", "Statutory table")])
    bands = models.JSONField(default=dict, blank=True)
    headline = models.CharField(max_length=20, default="median_of_returns")
    has_public_page = models.BooleanField(default=True)

    class Meta:
        ordering = ["-closes_on", "name"]
        constraints = [
            models.CheckConstraint(condition=Q(closes_on__gte=F("opens_on")), name="exercise_closes_after_it_opens"),
            models.UniqueConstraint(fields=["authority", "name"], name="exercise_named_once"),
        ]

    def __str__(self) -> str:
        return self.name


class Participation(models.Model):
    """A location in an exercise, with provider and owner as they were when it was drawn up."""

    class Eligibility(models.TextChoices):
        IN_SCOPE = "in_scope", "In scope"
        NOT_RELEVANT = "not_relevant", "Not relevant"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    exercise = models.ForeignKey(Exercise, on_delete=models.PROTECT, related_name="participations")
    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="+")
    location = models.ForeignKey(Location, on_delete=models.PROTECT, related_name="participations")
    provider = models.ForeignKey(Provider, on_delete=models.PROTECT, related_name="participations")
    owner = models.ForeignKey(Owner, on_delete=models.PROTECT, related_name="+")
    location_name = models.CharField(max_length=200)
    provider_name = models.CharField(max_length=200)
    eligibility = models.CharField(max_length=20, choices=Eligibility, default=Eligibility.IN_SCOPE)
    eligibility_reason = models.CharField(max_length=300, blank=True)
    weight = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    zone = models.CharField(max_length=100, blank=True)
    size_band = models.CharField(max_length=60, blank=True)
    is_contracted = models.BooleanField(null=True, blank=True)
    extended_until = models.DateField(null=True, blank=True)
    extension_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["location_name"]
        constraints = [
            models.UniqueConstraint(fields=["exercise", "location"], name="location_takes_part_once"),
            models.CheckConstraint(
                condition=Q(eligibility="in_scope") | ~Q(eligibility_reason=""), name="not_relevant_says_why"
            ),
            models.CheckConstraint(condition=Q(weight__isnull=True) | Q(weight__gte=0), name="weight_is_not_negative"),
        ]
