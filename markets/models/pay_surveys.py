"""Wage surveys: whom one asks, what providers type and send, what the team asks back, and the counts that leave it.

Answers are the independent team's. Who has answered stands on the place that was asked, so that whoever invites and
reminds reads no answer.
"""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q

USER = settings.AUTH_USER_MODEL


class PaySurvey(models.Model):
    """A survey of pay in an authority, at a day, of the locations that an exercise asks; open from a day until a day.

    ``zones`` are the names that providers choose from; ``visit_minutes`` is the mean visit that the wage test takes.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    authority = models.ForeignKey("register.Authority", on_delete=models.PROTECT, related_name="+")
    exercise = models.ForeignKey("register.Exercise", on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=80)
    reference_date = models.DateField()
    opens_on = models.DateField()
    closes_on = models.DateField()
    zones = models.JSONField()
    visit_minutes = models.DecimalField(max_digits=6, decimal_places=1)
    edition = models.PositiveIntegerField(default=1)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-reference_date", "name"]
        constraints = [
            models.UniqueConstraint(fields=["authority", "name"], name="pay_survey_named_once"),
            models.CheckConstraint(condition=Q(closes_on__gte=F("opens_on")), name="pay_survey_closes_after_it_opens"),
        ]

    def __str__(self) -> str:
        return self.name


class OfPaySurvey(models.Model):
    """A row of a survey, with the authority, exercise and provider that the wall and the trail read."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    survey = models.ForeignKey(PaySurvey, on_delete=models.PROTECT, related_name="+")
    authority = models.ForeignKey("register.Authority", on_delete=models.PROTECT, related_name="+")
    exercise = models.ForeignKey("register.Exercise", on_delete=models.PROTECT, related_name="+")
    provider = models.ForeignKey("register.Provider", on_delete=models.PROTECT, related_name="+")

    class Meta:
        abstract = True


class PayPlace(OfPaySurvey):
    """A location that a survey asks, with provider and owner as they were, and when it answered last; no figure."""

    participation = models.ForeignKey("register.Participation", on_delete=models.PROTECT, related_name="+")
    owner = models.ForeignKey("register.Owner", on_delete=models.PROTECT, related_name="+")
    location_name = models.CharField(max_length=200)
    provider_name = models.CharField(max_length=200)
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["location_name", "id"]
        constraints = [
            models.UniqueConstraint(fields=["survey", "participation"], name="pay_survey_asks_a_location_once")
        ]


class PayDraft(OfPaySurvey):
    """What a provider has typed and not sent: the provider's alone."""

    place = models.OneToOneField(PayPlace, on_delete=models.PROTECT, related_name="draft")
    typed = models.JSONField()
    saved_at = models.DateTimeField()
    saved_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")


class PayAnswer(OfPaySurvey):
    """An answer as it was sent; the one with the highest number counts, and none is ever changed."""

    place = models.ForeignKey(PayPlace, on_delete=models.PROTECT, related_name="answers")
    number = models.PositiveIntegerField()
    typed = models.JSONField()
    values = models.JSONField()
    sent_at = models.DateTimeField()
    sent_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["place", "number"], name="pay_answer_numbered_once")]


class PayQuestion(OfPaySurvey):
    """A question of the team to a provider about its answer, and what the provider replied."""

    place = models.ForeignKey(PayPlace, on_delete=models.PROTECT, related_name="questions")
    words = models.CharField(max_length=1000)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    reply = models.CharField(max_length=1000, blank=True)
    replied_at = models.DateTimeField(null=True, blank=True)
    replied_by = models.ForeignKey(USER, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["asked_at"]


class PayCounts(models.Model):
    """The counts of a survey that leave the team: frozen by one of it, approved by another, and never changed then.

    ``table`` holds what may be shown and nothing that it was counted from. There is one of a survey, as two that differ
    by one answer would tell that answer.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    survey = models.OneToOneField(PaySurvey, on_delete=models.PROTECT, related_name="counts")
    authority = models.ForeignKey("register.Authority", on_delete=models.PROTECT, related_name="+")
    exercise = models.ForeignKey("register.Exercise", on_delete=models.PROTECT, related_name="+")
    table = models.JSONField()
    digest = models.CharField(max_length=64)
    frozen_at = models.DateTimeField()
    frozen_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    approved_at = models.DateTimeField(null=True, blank=True)
    approved_by = models.ForeignKey(USER, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-frozen_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True) | ~Q(approved_by=F("frozen_by")),
                name="pay_counts_approved_by_another",
            ),
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True, approved_at__isnull=True)
                | Q(approved_by__isnull=False, approved_at__isnull=False),
                name="pay_counts_say_who_and_when",
            ),
        ]
