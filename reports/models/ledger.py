"""The ledger of what was published: append-only and hash-chained."""

import uuid

from django.db import models

from reports.models.releases import Release


class LedgerRow(models.Model):
    """A published cell; append-only and hash-chained. ``members`` are keyed digests, never names or values."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    position = models.PositiveIntegerField()
    release = models.ForeignKey(Release, on_delete=models.PROTECT, related_name="ledger")
    exercise = models.ForeignKey("register.Exercise", on_delete=models.PROTECT, related_name="+")
    authority = models.ForeignKey("register.Authority", on_delete=models.PROTECT, related_name="+")
    column = models.CharField(max_length=60)
    measure = models.CharField(max_length=60)
    dimension = models.CharField(max_length=60, blank=True)
    group = models.CharField(max_length=100, blank=True)
    figures = models.JSONField()
    members = models.JSONField()
    policy_sha256 = models.CharField(max_length=64)
    previous_sha256 = models.CharField(max_length=64)
    sha256 = models.CharField(max_length=64, unique=True)

    class Meta:
        ordering = ["exercise", "position"]
        constraints = [
            models.UniqueConstraint(fields=["exercise", "position"], name="ledger_counts_on"),
            models.UniqueConstraint(fields=["exercise", "previous_sha256"], name="ledger_does_not_fork"),
        ]

    @property
    def content(self) -> dict[str, object]:
        """Return everything that the row says, as it was sealed (reports.domain.ledger_chain)."""
        return {
            "release": str(self.release_id),
            "column": self.column,
            "line": self.measure,
            "dimension": self.dimension,
            "group": self.group,
            "policy": self.policy_sha256,
            "figures": self.figures,
            "members": self.members,
        }
