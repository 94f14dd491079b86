"""Runs over datasets of visits, and the figures that they came to."""

import uuid
from decimal import Decimal

from django.conf import settings
from django.db import models

from markets.models.visits import HOLDERS
from markets.visits.domain.dataset_states import FigureLevel, VisitRunState


def exact() -> "models.DecimalField[Decimal | None, Decimal | None]":
    """Return a column for a figure, null where it is unknown or hidden."""
    return models.DecimalField(max_digits=40, decimal_places=12, null=True, blank=True)


class VisitRun(models.Model):
    """A calculation over datasets with its settings, done by a worker and then frozen.

    ``asked`` are its settings; ``digest`` is over datasets, settings and the version of the code: a rerun comes to
    equal figures.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    authority = models.ForeignKey("register.Authority", on_delete=models.PROTECT, related_name="+")
    holder = models.CharField(max_length=12, choices=HOLDERS)
    kind = models.CharField(max_length=20)
    name = models.CharField(max_length=100, blank=True)
    state = models.CharField(max_length=12, choices=[(s.value, s.label) for s in VisitRunState], default="received")
    asked = models.JSONField(default=dict)
    datasets = models.JSONField(default=list)
    first_day = models.DateField(null=True, blank=True)
    last_day = models.DateField(null=True, blank=True)
    result = models.JSONField(default=dict)
    digest = models.CharField(max_length=64, blank=True)
    words = models.TextField(blank=True)
    progress = models.PositiveIntegerField(default=0)
    tries = models.PositiveSmallIntegerField(default=0)
    received_at = models.DateTimeField()
    received_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    claimed_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-received_at"]
        indexes = [models.Index(fields=["state", "claimed_at"], name="visit_run_state")]


class VisitFigure(models.Model):
    """A figure of a run: a share with numerator and denominator, or quartiles; ``hidden`` is the rule that hides it.

    ``measure`` is a key of the catalogue, a part of one after a dot (``overlap.minutes``). ``ref`` says whose it is: a
    location's id, a zone's name, blank for the market. A figure that is neither shown nor hidden is unknown: all null.
    """

    id = models.BigAutoField(primary_key=True)
    run = models.ForeignKey(VisitRun, on_delete=models.CASCADE, related_name="figures")
    authority = models.ForeignKey("register.Authority", on_delete=models.PROTECT, related_name="+", db_index=False)
    holder = models.CharField(max_length=12, choices=HOLDERS)
    provider = models.ForeignKey("register.Provider", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    measure = models.CharField(max_length=60)
    level = models.CharField(max_length=12, choices=[(level.value, level.label) for level in FigureLevel])
    ref = models.CharField(max_length=100, blank=True)
    value = exact()
    numerator = exact()
    denominator = exact()
    n = models.PositiveIntegerField(null=True, blank=True)
    lower_quartile = exact()
    median = exact()
    upper_quartile = exact()
    hidden = models.CharField(max_length=4, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["run", "measure", "level", "ref"], name="one_figure_of_a_measure")
        ]
