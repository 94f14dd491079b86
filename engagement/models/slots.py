"""1-2-1s: the times that officers open, who booked them, and what they want to talk about."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from engagement.contacts.domain.vocabulary import ContactOutcome
from engagement.meetings.domain.meetings import Medium
from engagement.models.scope import (
    OfALocation,
    Scoped,
    Sided,
    choices,
)


class Slot(Sided):
    """A time that an officer keeps free for one location.

    ``is_taken`` is set by the database itself with each booking: another provider may learn that and no more. Those of
    one officer never overlap, over all councils (an exclusion constraint of migration 0004).
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    authority = models.ForeignKey("register.Authority", on_delete=models.PROTECT, related_name="+")
    officer = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    medium = models.CharField(max_length=20, choices=choices(Medium))
    series = models.UUIDField(null=True, blank=True)
    is_taken = models.BooleanField(default=False)
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["starts_at"]
        indexes = [models.Index(fields=["authority", "starts_at"])]
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="slot_ends_after_it_starts"),
            models.CheckConstraint(
                condition=Q(is_taken=False) | Q(closed_at__isnull=True), name="taken_slot_is_not_closed"
            ),
        ]

    @property
    def place(self) -> str:
        """Return the place; blank also for those who may not know it."""
        return str(getattr(getattr(self, "joining", None), "place", ""))

    @property
    def ring(self) -> str:
        return str(getattr(getattr(self, "joining", None), "ring", ""))


class Joining(Sided):
    """What only the booker of a slot is told: a row of its own, as free slots are for all.

    ``place`` is an address or, by video, a link; ``ring`` a number for changes of the last hour.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    authority = models.ForeignKey("register.Authority", on_delete=models.PROTECT, related_name="+")
    slot = models.OneToOneField(Slot, on_delete=models.CASCADE, related_name="joining")
    place = models.CharField(max_length=300, blank=True)
    ring = models.CharField(max_length=40, blank=True)


class SlotFor(Scoped):
    """An exercise whose locations may book a slot."""

    slot = models.ForeignKey(Slot, on_delete=models.CASCADE, related_name="offered_to")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["slot", "exercise"], name="slot_offered_once")]


class Booking(OfALocation):
    """A location's 1-2-1. Moved it is the same booking in another slot; ``sequence`` goes up with each change."""

    slot = models.ForeignKey(Slot, on_delete=models.PROTECT, related_name="bookings")
    name = models.CharField(max_length=200)
    email = models.EmailField()
    phone = models.CharField(max_length=40, blank=True)
    sequence = models.PositiveIntegerField(default=0)
    is_logged = models.BooleanField(default=False)
    booked_at = models.DateTimeField()
    booked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    cancelled_at = models.DateTimeField(null=True, blank=True)
    cancelled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    outcome = models.CharField(max_length=30, choices=choices(ContactOutcome), blank=True)
    minutes = models.PositiveIntegerField(null=True, blank=True)
    outcome_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["slot"], condition=Q(cancelled_at__isnull=True), name="slot_booked_once")
        ]


class BookingWords(OfALocation, Sided):
    """What a 1-2-1 is to be about: a row of its own, for the provider and for the side that it is booked with."""

    booking = models.OneToOneField(Booking, on_delete=models.CASCADE, related_name="said")
    words = models.TextField(blank=True)
