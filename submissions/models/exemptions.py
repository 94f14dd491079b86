"""Requests of providers for the exemption of a location."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from submissions.domain.exemptions import ExemptionReason, ExemptionState
from submissions.models.returns import Sensitive


class ExemptionRequest(Sensitive):
    """A provider's request for an exemption, with the reason; an analyst decides, unless it is withdrawn before."""

    participation = models.ForeignKey("register.Participation", on_delete=models.PROTECT, related_name="not_for_us")
    reason = models.CharField(max_length=20, choices=[(r.value, r.label) for r in ExemptionReason])
    words = models.CharField(max_length=1000)
    said_at = models.DateTimeField()
    said_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=[(s.value, s.label) for s in ExemptionState], default="waiting")
    decision_words = models.CharField(max_length=300, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["said_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["participation"], condition=Q(state="waiting"), name="one_word_waits_a_location"
            ),
            models.CheckConstraint(condition=~Q(state="refused") | ~Q(decision_words=""), name="refused_word_says_why"),
        ]
