"""A round's project as the office alone reads it: tasks, risks with how they were rated, and change requests."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from benchmarking.models.projects import OfProject
from benchmarking.models.rounds import AUTHORITY
from benchmarking.projects.domain.change_states import ChangeState
from benchmarking.projects.domain.project_tasks import TaskState
from costing.risk_rating import RatedRisk

USER = settings.AUTH_USER_MODEL


class ProjectTask(OfProject):
    """A task: days of work, who does it until when, and by what it is known to be done."""

    title = models.CharField(max_length=200)
    days = models.DecimalField(max_digits=5, decimal_places=1)
    owner = models.CharField(max_length=150, blank=True)
    due_on = models.DateField(null=True, blank=True)
    done_when = models.CharField(max_length=300, blank=True)
    state = models.CharField(max_length=10, choices=[(one.value, one.label) for one in TaskState], default="to_do")
    done_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["due_on", "title", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="done", done_on__isnull=False) | (~Q(state="done") & Q(done_on__isnull=True)),
                name="project_task_is_done_on_a_day",
            )
        ]

    def __str__(self) -> str:
        return self.title


class ProjectRisk(OfProject):
    """A risk of the project with its owner, likelihood × impact, and what is done about it."""

    title = models.CharField(max_length=200)
    owner = models.CharField(max_length=150, blank=True)
    likelihood = models.PositiveSmallIntegerField()
    impact = models.PositiveSmallIntegerField()
    mitigation = models.TextField(max_length=2_000, blank=True)
    is_closed = models.BooleanField(default=False)

    class Meta:
        ordering = ["title", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(likelihood__range=(1, 5)), name="project_risk_is_likely_one_to_five"),
            models.CheckConstraint(condition=Q(impact__range=(1, 5)), name="project_risk_is_grave_one_to_five"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def rated(self) -> RatedRisk:
        return RatedRisk(self.likelihood, self.impact)


class ProjectRiskRating(models.Model):
    """How a risk was rated at a moment, and why anew; rows are added and never changed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    host_authority = models.ForeignKey(AUTHORITY, on_delete=models.PROTECT, related_name="+")
    risk = models.ForeignKey(ProjectRisk, on_delete=models.PROTECT, related_name="ratings")
    likelihood = models.PositiveSmallIntegerField()
    impact = models.PositiveSmallIntegerField()
    words = models.CharField(max_length=300)
    rated_at = models.DateTimeField()
    rated_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-rated_at", "id"]

    @property
    def rated(self) -> RatedRisk:
        return RatedRisk(self.likelihood, self.impact)


class ProjectChange(OfProject):
    """A change that somebody asks of the programme, what it would do, and what was decided."""

    title = models.CharField(max_length=200)
    reason = models.CharField(max_length=1_000)
    effect = models.CharField(max_length=1_000, blank=True)
    asked_by = models.CharField(max_length=150)
    asked_on = models.DateField()
    state = models.CharField(max_length=10, choices=[(one.value, one.label) for one in ChangeState], default="asked")
    decided_on = models.DateField(null=True, blank=True)
    decision = models.CharField(max_length=1_000, blank=True)

    class Meta:
        ordering = ["-asked_on", "title", "id"]
        constraints = [
            models.CheckConstraint(
                condition=(~Q(state="accepted") & ~Q(state="refused")) | Q(decided_on__isnull=False),
                name="decided_project_change_has_a_day",
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def label(self) -> ChangeState:
        return ChangeState(self.state)
