"""Small tables of a market, as the council holds them: each kind whole, from a day, and the ones before it."""

import uuid

from django.conf import settings
from django.db import models

from markets.tables.domain.table_kinds import MarketTableKind


class MarketTable(models.Model):
    """All rows of a kind as JSON, as they were sent; the one of a kind that was kept last holds.

    Clients are pseudonyms, providers locations of the register where they are known there. What was sent is looked at
    first: until ``kept_at`` no figure is made of it. ``faulty`` rows could not be used, ``faults`` say why.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    authority = models.ForeignKey("register.Authority", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20, choices=[(kind.value, kind.label) for kind in MarketTableKind])
    file_name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    rows = models.JSONField()
    count = models.PositiveIntegerField()
    faulty = models.PositiveIntegerField(default=0)
    faults = models.JSONField(default=list)
    unread = models.JSONField(default=list)
    unknown = models.JSONField(default=list)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    kept_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-made_at"]
        indexes = [models.Index(fields=["authority", "kind", "-kept_at"], name="market_table_latest")]
