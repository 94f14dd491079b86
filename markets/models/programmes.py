"""Programmes: the phases in which a zone plan is carried out, what clients chose, and what they are asked."""

from django.conf import settings
from django.db import models

from markets.models.options import OfCouncilPlans, OptionsAppraisal
from markets.models.zones import ZonePlanRow
from markets.programme.domain.client_choices import ClientChoice

USER = settings.AUTH_USER_MODEL


class MarketProgramme(OfCouncilPlans):
    """A programme over a frozen zone plan: phases, add-ons and, by zone, the locations that are to work there."""

    name = models.CharField(max_length=120)
    zone_plan = models.ForeignKey(ZonePlanRow, on_delete=models.PROTECT, related_name="+")
    appraisal = models.ForeignKey(OptionsAppraisal, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    phases = models.JSONField(default=list)
    add_ons = models.JSONField(default=list)
    providers = models.JSONField(default=dict)
    frozen_at = models.DateTimeField(null=True, blank=True)
    digest = models.CharField(max_length=64, blank=True)

    class Meta:
        ordering = ["-changed_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(frozen_at__isnull=True) | ~models.Q(digest=""), name="programme_frozen_with_a_digest"
            )
        ]

    def __str__(self) -> str:
        return self.name


class ProgrammeChoice(models.Model):
    """What a client chose; ``client`` is the pseudonym that the table of packages has, and no reference is kept."""

    id = models.BigAutoField(primary_key=True)
    authority = models.ForeignKey("register.Authority", on_delete=models.PROTECT, related_name="+")
    programme = models.ForeignKey(MarketProgramme, on_delete=models.CASCADE, related_name="choices")
    client = models.CharField(max_length=16)
    choice = models.CharField(max_length=10, choices=[(one.value, one.label) for one in ClientChoice])
    chosen_on = models.DateField()
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["programme", "client"], name="one_choice_of_a_client")]


class ServiceUserQuestions(OfCouncilPlans):
    """A set of closed questions of a programme; ``answers`` are counts by question, zone and answer, and no words."""

    programme = models.ForeignKey(MarketProgramme, on_delete=models.CASCADE, related_name="question_sets")
    name = models.CharField(max_length=120)
    questions = models.JSONField()
    answers = models.JSONField(default=dict)

    class Meta:
        ordering = ["-changed_at", "id"]

    def __str__(self) -> str:
        return self.name
