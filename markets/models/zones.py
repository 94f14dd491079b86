"""The ground on which zones are drawn, as a worker found it in the council's visits, and zone plans over it."""

import uuid

from django.conf import settings
from django.db import models

USER = settings.AUTH_USER_MODEL


class ZoneGround(models.Model):
    """Units with the care given there, under the id of the run that made it: places to 100 m, and no reference.

    ``units`` are rows of key, east, north, class and clients (east, north, class, hours a week, provider, two
    careworkers); ``today`` says in which zone of the visits each unit lies for most of its hours.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    authority = models.ForeignKey("register.Authority", on_delete=models.PROTECT, related_name="+")
    first_day = models.DateField()
    last_day = models.DateField()
    units = models.JSONField()
    today = models.JSONField()
    without_place = models.PositiveIntegerField()
    sources = models.JSONField(default=list, db_default=[])
    digest = models.CharField(max_length=64)
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["-made_at", "id"]


class ZonePlanRow(models.Model):
    """A zone plan: a list of unit and zone over one ground, frozen with a digest at the end."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    authority = models.ForeignKey("register.Authority", on_delete=models.PROTECT, related_name="+")
    ground = models.ForeignKey(ZoneGround, on_delete=models.PROTECT, related_name="plans")
    name = models.CharField(max_length=100)
    how = models.CharField(max_length=200)
    zones = models.JSONField()
    edition = models.PositiveIntegerField(default=1)
    made_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    frozen_at = models.DateTimeField(null=True, blank=True)
    digest = models.CharField(max_length=64, blank=True)

    class Meta:
        ordering = ["-changed_at", "id"]

    def __str__(self) -> str:
        return self.name
