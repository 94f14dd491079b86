"""Shared costs of a company, allocated to its locations by a stated key."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from submissions.models.returns import Sensitive


class Allocation(Sensitive):
    """An allocation of shared costs, from its first figure to its answers in the returns, and back out of them.

    ``totals`` are the company's costs by question and ``figures`` the key's by participation, as typed; ``saved`` is
    what was put into each return, and what stood there before; ``divided`` is the record of it that was seen then, as
    locations leave an exercise. ``edits`` counts the changes to what is allocated: a confirmation says which it saw.
    """

    key = models.CharField(max_length=20, blank=True)
    measure = models.CharField(max_length=60, blank=True)
    totals = models.JSONField(default=dict)
    figures = models.JSONField(default=dict)
    edits = models.PositiveIntegerField(default=0)
    begun_at = models.DateTimeField()
    begun_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    divided = models.JSONField(default=dict)
    saved = models.JSONField(default=dict)
    saved_at = models.DateTimeField(null=True, blank=True)
    saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["-begun_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(undone_at__isnull=True) | Q(saved_at__isnull=False), name="only_what_was_saved_is_undone"
            )
        ]
