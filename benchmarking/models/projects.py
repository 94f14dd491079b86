"""A round's project as its councils read it too: the brief in versions, the group, meetings and decisions."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from benchmarking.models.rounds import AUTHORITY, BenchmarkRound
from benchmarking.projects.domain.project_group import GroupPlace, GroupSeat

USER = settings.AUTH_USER_MODEL


class OfProject(models.Model):
    """A row of a round's project, of the office alone; ``edition`` keeps two at once from writing over one another."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    round = models.ForeignKey(BenchmarkRound, on_delete=models.PROTECT, related_name="+")
    host_authority = models.ForeignKey(AUTHORITY, on_delete=models.PROTECT, related_name="+")
    edition = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")

    class Meta:
        abstract = True


class ProjectBrief(models.Model):
    """A version of the brief: scope, constraints, stakeholders, days at a rate and what was spent; rows are only added.

    ``why`` says why a version follows the one before.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    round = models.ForeignKey(BenchmarkRound, on_delete=models.PROTECT, related_name="+")
    host_authority = models.ForeignKey(AUTHORITY, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    aim = models.TextField(max_length=2_000)
    scope = models.TextField(max_length=4_000)
    constraints = models.TextField(max_length=4_000, blank=True)
    stakeholders = models.TextField(max_length=4_000, blank=True)
    deliverables = models.TextField(max_length=4_000, blank=True)
    acceptance = models.TextField(max_length=2_000, blank=True)
    days = models.DecimalField(max_digits=6, decimal_places=1)
    day_rate_gbp = models.DecimalField(max_digits=8, decimal_places=2)
    spent_gbp = models.DecimalField(max_digits=11, decimal_places=2)
    why = models.CharField(max_length=300, blank=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["round", "number"], name="project_brief_has_a_number_once"),
            models.CheckConstraint(condition=Q(number=1) | ~Q(why=""), name="later_project_brief_says_why"),
        ]

    def __str__(self) -> str:
        return f"Brief, version {self.number}"


class ProjectSeat(OfProject):
    """Somebody of the project group, and what they bring to it."""

    name = models.CharField(max_length=150)
    organisation = models.CharField(max_length=200)
    email = models.EmailField(blank=True)
    seat = models.CharField(max_length=20, choices=[(one.value, one.label) for one in GroupSeat])
    place = models.CharField(max_length=10, blank=True, choices=[(one.value, one.label) for one in GroupPlace])
    role = models.CharField(max_length=200, blank=True)
    left_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["seat", "name", "id"]

    def __str__(self) -> str:
        return self.name


class ProjectMeeting(OfProject):
    """A meeting of the group, with its minutes once it was held; who was invited hears of each change."""

    title = models.CharField(max_length=150)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    place = models.CharField(max_length=300, blank=True)
    agenda = models.TextField(max_length=4_000, blank=True)
    minutes = models.TextField(max_length=20_000, blank=True)
    is_for_network = models.BooleanField(default=False)
    is_off = models.BooleanField(default=False)
    invited_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["starts_at", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="project_meeting_ends_after_it_starts")
        ]

    def __str__(self) -> str:
        return self.title


class ProjectDecision(OfProject):
    """What was decided, and why; rows are only added, and a later decision takes the place of an earlier one."""

    words = models.CharField(max_length=1_000)
    reason = models.CharField(max_length=1_000, blank=True)
    decided_on = models.DateField()
    meeting = models.ForeignKey(ProjectMeeting, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    replaces = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-decided_on", "-changed_at", "id"]

    def __str__(self) -> str:
        return self.words[:80]
