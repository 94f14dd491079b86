"""Small tables of a market, as the council holds them: each kind whole, from a day, and the ones before it."""

import uuid

from django.conf import settings
from django.db import models

from markets.tables.domain.table_kinds import MarketTableKind


class MarketTable(models.Model):
    """All rows of a kind as JSON, as they were sent on a day; the latest one of a kind holds.

    Clients are pseudonyms, providers locations of the register where they are known there.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    authority = models.ForeignKey("register.Authority", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20, choices=[(kind.value, kind.label) for kind in MarketTableKind])
    file_name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    rows = models.JSONField()
    count = models.PositiveIntegerField()
    unknown = models.JSONField(default=list)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-made_at"]
        indexes = [models.Index(fields=["authority", "kind", "-made_at"], name="market_table_latest")]
