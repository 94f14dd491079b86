"""Options held against criteria, and the dual register of risks; both are the council's own."""

import uuid

from django.conf import settings
from django.db import models

from costing.risk_rating import RatedRisk
from markets.models.payment import PaymentRun
from markets.models.scenarios import FeeScenario
from markets.options.domain.risk_register import RiskSide, SignRule

USER = settings.AUTH_USER_MODEL


class OfCouncilPlans(models.Model):
    """A row of a council's own plans; ``edition`` keeps two at once from writing over one another."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    authority = models.ForeignKey("register.Authority", on_delete=models.PROTECT, related_name="+")
    edition = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")

    class Meta:
        abstract = True


class OptionsAppraisal(OfCouncilPlans):
    """An appraisal: options and criteria with their words, weights that are set before any score, frozen at the end."""

    name = models.CharField(max_length=120)
    question = models.TextField(max_length=2_000, blank=True)
    options = models.JSONField()
    criteria = models.JSONField()
    weights = models.JSONField(default=dict)
    weights_set_at = models.DateTimeField(null=True, blank=True)
    frozen_at = models.DateTimeField(null=True, blank=True)
    digest = models.CharField(max_length=64, blank=True)

    class Meta:
        ordering = ["-changed_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(frozen_at__isnull=True) | ~models.Q(digest=""), name="appraisal_frozen_with_a_digest"
            )
        ]

    def __str__(self) -> str:
        return self.name


class AppraisalScore(OfCouncilPlans):
    """A score from 0 to 5 with its sentence, and the frozen figure on which it rests, if any."""

    appraisal = models.ForeignKey(OptionsAppraisal, on_delete=models.CASCADE, related_name="scores")
    option = models.CharField(max_length=60)
    criterion = models.CharField(max_length=60)
    points = models.PositiveSmallIntegerField()
    reason = models.CharField(max_length=500)
    scenario = models.ForeignKey(FeeScenario, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    payment_run = models.ForeignKey(PaymentRun, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint("appraisal", "option", "criterion", name="option_is_scored_once_a_criterion"),
            models.CheckConstraint(condition=models.Q(points__lte=5), name="score_is_five_at_most"),
        ]


class MarketRisk(OfCouncilPlans):
    """A risk with its owner, likelihood × impact, what is done about it, and the first sign that it is coming."""

    side = models.CharField(max_length=10, choices=[(one.value, one.label) for one in RiskSide])
    title = models.CharField(max_length=200)
    owner = models.CharField(max_length=150, blank=True)
    likelihood = models.PositiveSmallIntegerField()
    impact = models.PositiveSmallIntegerField()
    mitigation = models.TextField(max_length=2_000, blank=True)
    first_sign = models.CharField(max_length=200, blank=True)
    measure = models.CharField(max_length=40, blank=True)
    sign_rule = models.CharField(max_length=10, blank=True, choices=[(one.value, one.label) for one in SignRule])
    threshold = models.DecimalField(max_digits=14, decimal_places=4, null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["side", "title", "id"]
        constraints = [
            models.CheckConstraint(condition=models.Q(likelihood__range=(1, 5)), name="risk_is_likely_one_to_five"),
            models.CheckConstraint(condition=models.Q(impact__range=(1, 5)), name="risk_is_grave_one_to_five"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def rated(self) -> RatedRisk:
        return RatedRisk(self.likelihood, self.impact)


class RiskChange(models.Model):
    """What a risk was rated at a moment, and why it was rated anew; rows are added and never changed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    authority = models.ForeignKey("register.Authority", on_delete=models.PROTECT, related_name="+")
    risk = models.ForeignKey(MarketRisk, on_delete=models.PROTECT, related_name="changes")
    likelihood = models.PositiveSmallIntegerField()
    impact = models.PositiveSmallIntegerField()
    words = models.CharField(max_length=300, blank=True)
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-changed_at", "id"]

    @property
    def rated(self) -> RatedRisk:
        return RatedRisk(self.likelihood, self.impact)
