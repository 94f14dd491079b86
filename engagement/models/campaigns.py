"""Campaigns: their steps, one message an address a step, and the locations that each message is about."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower

from accounts.domain.delivery import CHOICES, MailState
from costing.figure_words import day_in_words
from engagement.campaigns.domain.merge_fields import partly_filled
from engagement.campaigns.domain.schedule import When
from engagement.campaigns.domain.step_states import StepState
from engagement.models.scope import (
    OfALocation,
    Scoped,
    Sided,
    choices,
)

USER = settings.AUTH_USER_MODEL


class MailTemplate(Sided):
    """Words kept to begin a step with, by one side of one authority."""

    authority = models.ForeignKey("register.Authority", on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=100)
    subject = models.CharField(max_length=200)
    body = models.TextField()
    kept_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    kept_at = models.DateTimeField()

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["authority", "side", "name"], name="mail_template_named_once")]


class Campaign(Scoped, Sided):
    """Messages that belong together; the officer is the one whom they name for questions."""

    name = models.CharField(max_length=100)
    officer_name = models.CharField(max_length=200, blank=True)
    officer_phone = models.CharField(max_length=40, blank=True)
    officer_email = models.EmailField(blank=True)
    made_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    stopped_at = models.DateTimeField(null=True, blank=True)
    stopped_by = models.ForeignKey(USER, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-made_at"]
        constraints = [models.UniqueConstraint(fields=["exercise", "side", "name"], name="campaign_named_once")]

    def __str__(self) -> str:
        return self.name


class Step(Scoped, Sided):
    """A message of a campaign: its words, whom it is for (a rule, as data) and when it is due.

    ``day`` and ``days`` go with ``when``. ``version`` counts the changes of its words, rule and day.
    """

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="steps")
    number = models.PositiveSmallIntegerField()
    subject = models.CharField(max_length=200)
    body = models.TextField()
    rule = models.JSONField()
    when = models.CharField(max_length=20, choices=choices(When), default=When.BY_HAND.value)
    day = models.DateField(null=True, blank=True)
    days = models.PositiveSmallIntegerField(default=0)
    state = models.CharField(max_length=20, choices=choices(StepState), default=StepState.DRAFT.value)
    version = models.PositiveIntegerField(default=1)
    started_at = models.DateTimeField(null=True, blank=True)
    started_by = models.ForeignKey(USER, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    is_prepared = models.BooleanField(default=False)
    nudged_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["campaign", "number"], name="step_numbered_once"),
            models.CheckConstraint(condition=~Q(when="on_day") | Q(day__isnull=False), name="step_on_a_day_says_which"),
        ]

    @property
    def title(self) -> str:
        """Return the subject as far as it is the same for everybody."""
        closes_on = day_in_words(self.exercise.closes_on)
        same = {"exercise": self.exercise.name, "council": self.authority.name, "closing date": closes_on}
        return partly_filled(self.subject, same)


class Message(Scoped, Sided):
    """A step's mail to one address: nobody gets the same step twice, in whatever case the address is written.

    ``message_id`` is chosen before sending, and ``subject`` and ``body`` are kept as they went out.
    """

    step = models.ForeignKey(Step, on_delete=models.CASCADE, related_name="messages")
    address = models.CharField(max_length=254)
    person = models.ForeignKey("register.ContactPerson", on_delete=models.PROTECT, related_name="+")
    person_name = models.CharField(max_length=200)
    state = models.CharField(max_length=20, choices=CHOICES, default=MailState.WAITING.value)
    message_id = models.CharField(max_length=120, unique=True)
    subject = models.CharField(max_length=500, blank=True)
    body = models.TextField(blank=True)
    made_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    due_at = models.DateTimeField(null=True, blank=True)
    claimed_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    why = models.CharField(max_length=300, blank=True)
    bounced_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(USER, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    contact = models.ForeignKey(
        "engagement.Contact", null=True, blank=True, on_delete=models.PROTECT, related_name="messages"
    )

    class Meta:
        ordering = ["address"]
        indexes = [models.Index(fields=["step", "state"])]
        constraints = [
            models.UniqueConstraint(F("step"), Lower("address"), name="nobody_gets_a_step_twice"),
            models.CheckConstraint(condition=~Q(state="sent") | Q(sent_at__isnull=False), name="sent_says_when"),
        ]


class MessageAbout(OfALocation, Sided):
    """A location that a message is about; ``why`` is set if it was taken out just before sending."""

    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="about")
    why = models.CharField(max_length=20, blank=True)

    class Meta:
        ordering = ["participation__location_name"]
        constraints = [models.UniqueConstraint(fields=["message", "participation"], name="message_about_once")]


class OptOutRequest(models.Model):
    """A request for no more mail, by the link in one.

    A worker marks the person, as a page without sign-in reads no row.

    ``message`` is no foreign key: whoever holds the signed link may ask, and nothing is looked up for them.
    """

    message = models.UUIDField()
    asked_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["asked_at"], condition=Q(done_at__isnull=True), name="opt_outs_to_do")]
