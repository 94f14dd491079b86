"""Papers on what a change means: for money and staff, or for people's equality and human rights."""

from django.db import models

from markets.models.options import OfCouncilPlans, OptionsAppraisal
from markets.models.payment import PaymentRun
from markets.models.scenarios import FeeScenario
from markets.models.zones import ZonePlanRow
from markets.papers.domain.paper_kinds import PaperKind


class ImpactPaper(OfCouncilPlans):
    """A paper on a frozen appraisal: the frozen figures that it rests on, and what the council types of each section.

    ``option`` is the key of what is proposed, blank for whatever came first; ``sections`` are what was typed, by key.
    A frozen paper keeps the ``document`` that its files print, with a digest over it, and never moves again.
    """

    kind = models.CharField(max_length=10, choices=[(one.value, one.label) for one in PaperKind])
    name = models.CharField(max_length=120)
    appraisal = models.ForeignKey(OptionsAppraisal, on_delete=models.PROTECT, related_name="+")
    scenario = models.ForeignKey(FeeScenario, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    zone_plan = models.ForeignKey(ZonePlanRow, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    payment_run = models.ForeignKey(PaymentRun, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    option = models.CharField(max_length=60, blank=True)
    sections = models.JSONField(default=dict)
    frozen_at = models.DateTimeField(null=True, blank=True)
    document = models.JSONField(null=True, blank=True)
    digest = models.CharField(max_length=64, blank=True)

    class Meta:
        ordering = ["-changed_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(frozen_at__isnull=True) | ~models.Q(digest=""), name="paper_frozen_with_a_digest"
            )
        ]

    def __str__(self) -> str:
        return self.name
