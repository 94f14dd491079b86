"""Evaluations of a change in a market, what each look at the visits came to, and what people said beside it."""

import uuid

from django.db import models
from django.db.models import Q

from markets.evaluation.domain.experience import ExperienceKind
from markets.models.options import OfCouncilPlans


class MarketEvaluation(OfCouncilPlans):
    """An evaluation: what changes on which day, by which measures it is judged; once begun it never changes.

    ``definitions`` are the measures with their words, the weeks and the test, as they stood when it was begun;
    ``digest`` is over them. A later version names the one that it takes the place of, and says why.
    """

    name = models.CharField(max_length=120)
    what = models.TextField(max_length=2_000, blank=True)
    change_on = models.DateField()
    weeks = models.PositiveSmallIntegerField()
    measures = models.JSONField()
    number = models.PositiveSmallIntegerField(default=1)
    replaces = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="later")
    why = models.CharField(max_length=300, blank=True)
    begun_at = models.DateTimeField(null=True, blank=True)
    definitions = models.JSONField(default=dict)
    digest = models.CharField(max_length=64, blank=True)

    class Meta:
        ordering = ["-changed_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(begun_at__isnull=True) | ~Q(digest=""), name="evaluation_begun_with_a_digest"
            ),
            models.CheckConstraint(condition=Q(replaces__isnull=True) | ~Q(why=""), name="evaluation_version_says_why"),
        ]

    def __str__(self) -> str:
        return self.name


class EvaluationLook(models.Model):
    """What a worker found so many months after a change, under the id of its run; rows are added and never changed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    authority = models.ForeignKey("register.Authority", on_delete=models.PROTECT, related_name="+")
    evaluation = models.ForeignKey(MarketEvaluation, on_delete=models.PROTECT, related_name="looks")
    months = models.PositiveSmallIntegerField()
    document = models.JSONField()
    digest = models.CharField(max_length=64)
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["months", "id"]
        constraints = [models.UniqueConstraint(fields=["evaluation", "months"], name="one_look_at_a_month")]


class ExperienceFigure(OfCouncilPlans):
    """A score of satisfaction or a count of complaints on a day, typed or brought in, with its source.

    A blank ``zone`` is the whole authority.
    """

    kind = models.CharField(max_length=12, choices=[(one.value, one.label) for one in ExperienceKind])
    day = models.DateField()
    figure = models.DecimalField(max_digits=10, decimal_places=2)
    source = models.CharField(max_length=200)
    zone = models.CharField(max_length=100, blank=True)

    class Meta:
        ordering = ["kind", "day", "zone", "id"]
        constraints = [models.CheckConstraint(condition=Q(figure__gte=0), name="experience_is_not_negative")]
