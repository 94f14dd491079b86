"""The portal's mail, and the servers that it is handed to."""

import uuid

from django.db import models
from django.db.models import Q

from accounts.domain.delivery import CHOICES, MailState
from accounts.models.people import User


class Mail(models.Model):
    """An e-mail of the portal's own to one person, written in the same transaction as the change that it tells of.

    Its words are kept until it has gone out. ``due_at`` is the time from which it may be tried, or tried again.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    to_name = models.CharField(max_length=200, blank=True)
    to_email = models.EmailField()
    subject = models.CharField(max_length=500)
    text = models.TextField(blank=True)
    html = models.TextField(blank=True)
    calendar = models.TextField(blank=True, default="")
    calendar_method = models.CharField(max_length=10, blank=True, default="")
    made_at = models.DateTimeField()
    due_at = models.DateTimeField()
    state = models.CharField(max_length=20, choices=CHOICES, default=MailState.WAITING.value)
    tries = models.PositiveSmallIntegerField(default=0)
    claimed_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    why = models.CharField(max_length=300, blank=True)
    decided_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    authority_id = models.UUIDField()
    exercise_id = models.UUIDField(db_index=True)
    provider_id = models.UUIDField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["due_at"], condition=Q(state__in=["waiting", "claimed"]), name="letter_still_to_be_sent"
            )
        ]


class MailServer(models.Model):
    """A mail server that we hand mail to, and how it has refused mail lately.

    ``refusal`` is what the refusals in a row share, ``recipients`` digests of those whom they were about. While it is
    stopped, one mail at a time is tried.
    """

    name = models.CharField(max_length=300, unique=True)
    refusal = models.CharField(max_length=300, blank=True)
    words = models.CharField(max_length=300, blank=True)
    recipients = models.JSONField(default=list)
    alike_since = models.DateTimeField(null=True, blank=True)
    stopped_at = models.DateTimeField(null=True, blank=True)
    tried_at = models.DateTimeField(null=True, blank=True)
    told_at = models.DateTimeField(null=True, blank=True)
