"""The notices to people about meetings: a row a mail, which is claimed before it is sent and sent once."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from accounts.domain.delivery import CHOICES, MailState
from engagement.meetings.domain.meetings import NoticeKind
from engagement.models.events import Invite, Registration
from engagement.models.scope import Scoped, choices
from engagement.models.slots import Booking, Slot


class Notice(Scoped):
    """A notice; ``key`` keeps it from being written twice, ``to_officer`` says whose eyes it is for.

    ``sequence`` is the meeting's when it was written: a notice that was overtaken is not sent any more.
    """

    key = models.CharField(max_length=200, unique=True)
    kind = models.CharField(max_length=20, choices=choices(NoticeKind))
    provider = models.ForeignKey("register.Provider", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    booking = models.ForeignKey(Booking, null=True, blank=True, on_delete=models.PROTECT, related_name="notices")
    slot = models.ForeignKey(Slot, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    invite = models.ForeignKey(Invite, null=True, blank=True, on_delete=models.PROTECT, related_name="notices")
    place = models.ForeignKey(Registration, null=True, blank=True, on_delete=models.PROTECT, related_name="notices")
    to_name = models.CharField(max_length=200, blank=True)
    to_email = models.EmailField()
    to_officer = models.BooleanField(default=False)
    sequence = models.PositiveIntegerField(default=0)
    due_at = models.DateTimeField()
    state = models.CharField(max_length=20, choices=CHOICES, default=MailState.WAITING.value)
    tries = models.PositiveSmallIntegerField(default=0)
    claimed_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    why = models.CharField(max_length=300, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        indexes = [
            models.Index(
                fields=["due_at"], condition=Q(state__in=["waiting", "claimed"]), name="notice_still_to_be_sent"
            )
        ]
