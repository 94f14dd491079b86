"""Erasures on request, the trail's seals, the words erased beside it, rules of retention, and sessions."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from accounts.erasures.domain.states import ErasureKind, ErasureState

PERSON = settings.AUTH_USER_MODEL


class Erasure(models.Model):
    """The erasure of a provider or a person: asked for by one administrator and consented to by another.

    ``step`` is the next step of the work, so that a worker that was killed is followed by one that goes on; ``counts``
    are the rows that each table has lost. It names nobody: ``subject_id`` is all that stays.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=10, choices=[(kind.value, kind.value) for kind in ErasureKind])
    subject_id = models.UUIDField(db_index=True)
    state = models.CharField(max_length=12, choices=[(s.value, s.label) for s in ErasureState], default="asked")
    reference = models.CharField(max_length=100, blank=True)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")
    consented_at = models.DateTimeField(null=True, blank=True)
    consented_by = models.ForeignKey(PERSON, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    claimed_at = models.DateTimeField(null=True, blank=True)
    step = models.PositiveSmallIntegerField(default=0)
    counts = models.JSONField(default=dict)
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-asked_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["subject_id"], condition=Q(state__in=["asked", "consented", "working"]), name="erased_once"
            ),
            models.CheckConstraint(
                condition=Q(consented_by__isnull=True) | ~Q(consented_by=F("asked_by")),
                name="erasure_consented_by_another",
            ),
        ]


class ErasedWords(models.Model):
    """An event of the trail whose words were erased, and by which erasure; without one, by retention."""

    event = models.OneToOneField("accounts.AuditEvent", primary_key=True, on_delete=models.PROTECT, related_name="+")
    erasure = models.ForeignKey(Erasure, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()


class AuditSeal(models.Model):
    """The seal of an event, each on the one before. It holds a keyed digest of the words and not the words."""

    position = models.PositiveBigIntegerField(primary_key=True)
    event = models.OneToOneField("accounts.AuditEvent", on_delete=models.PROTECT, related_name="seal")
    words_digest = models.CharField(max_length=64)
    previous = models.CharField(max_length=64, unique=True)
    digest = models.CharField(max_length=64, unique=True)

    class Meta:
        ordering = ["position"]


class RetentionRule(models.Model):
    """How many days a kind of thing is kept, where administrators have set another number; None is for ever."""

    kind = models.CharField(max_length=40, primary_key=True)
    days = models.PositiveIntegerField(null=True, blank=True)
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")


class RetentionRun(models.Model):
    """What was announced to be erased on a day: for each kind from when it is old, and how much it was."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    due_on = models.DateField(unique=True)
    plan = models.JSONField()
    told_at = models.DateTimeField()
    counts = models.JSONField(default=dict)
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-due_on"]


class PersonSession(models.Model):
    """A session of somebody who is signed in: since when, last seen when, and with what, in the browser's own words."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(PERSON, on_delete=models.CASCADE, related_name="+")
    session_key = models.CharField(max_length=40, unique=True)
    began_at = models.DateTimeField()
    seen_at = models.DateTimeField()
    browser = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["-seen_at"]
