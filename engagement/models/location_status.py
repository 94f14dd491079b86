"""What people set on the status of locations: what is owed, outcomes given, reservations, and marks of people."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from engagement.models.scope import OfALocation, Scoped, Sided


class Standard(Scoped):
    """How many e-mails and calls everybody of an exercise is owed; three of each if nobody has said."""

    emails = models.PositiveSmallIntegerField(default=3)
    calls = models.PositiveSmallIntegerField(default=3)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["exercise"], name="one_standard_an_exercise")]


class OutcomeOverride(OfALocation, Sided):
    """An outcome that a person gave; it counts until it is ended."""

    outcome = models.CharField(max_length=40)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    given_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["participation"], condition=Q(ended_at__isnull=True), name="one_override_a_location"
            ),
        ]


class OverrideReason(Scoped):
    """The reason why an outcome was given: a note of the team, in a row of its own as the council knows the outcome."""

    override = models.OneToOneField(OutcomeOverride, on_delete=models.CASCADE, related_name="reason")
    words = models.CharField(max_length=300)

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(words=""), name="override_says_why")]


class Reservation(OfALocation):
    """A reservation of a location by somebody about to ring; until it ends or runs out nobody else is sent there."""

    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    taken_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["participation"], condition=Q(ended_at__isnull=True), name="one_claim_a_location"
            )
        ]


class PersonMark(models.Model):
    """A mark of a person beside name and numbers, until it is ended.

    ``participation`` is set for the right one for a location's return; the other marks are the person's own.
    """

    class Mark(models.TextChoices):
        RIGHT_ONE = "right_one", "The right person for the return"
        WRONG_NUMBER = "wrong_number", "Wrong number"
        BAD_ADDRESS = "bad_address", "Email address does not work"
        OPTED_OUT = "opted_out", "Wants no more emails"
        LEFT = "left", "Has left"

    authority = models.ForeignKey("register.Authority", on_delete=models.PROTECT, related_name="+")
    provider = models.ForeignKey("register.Provider", on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey("register.ContactPerson", on_delete=models.PROTECT, related_name="marks")
    participation = models.ForeignKey(
        "register.Participation", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    mark = models.CharField(max_length=20, choices=Mark)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["authority", "person", "mark", "participation"],
                condition=Q(ended_at__isnull=True),
                nulls_distinct=False,
                name="person_marked_once",
            )
        ]
