"""Events: sessions, workshops, forums and drop-ins; who was invited, who has registered, and who came."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from engagement.meetings.domain.events import (
    Attendance,
    EventAnswer,
    EventKind,
    Seat,
)
from engagement.models.scope import (
    OfALocation,
    Scoped,
    Sided,
    choices,
)


class Event(Sided):
    """An event hosted by ``authority``; joint if other authorities have joined by its ``code``.

    ``place`` is an address or, online, a link; ``capacity`` is in locations. ``sequence`` goes up with each change
    that calendars must hear of.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    authority = models.ForeignKey("register.Authority", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20, choices=choices(EventKind))
    title = models.CharField(max_length=200)
    words = models.TextField(blank=True)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    place = models.CharField(max_length=300, blank=True)
    is_online = models.BooleanField(default=False)
    capacity = models.PositiveIntegerField(null=True, blank=True)
    by_invitation = models.BooleanField(default=False)
    code = models.CharField(max_length=20, unique=True)
    sequence = models.PositiveIntegerField(default=0)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    cancelled_at = models.DateTimeField(null=True, blank=True)
    because = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["starts_at"]
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="event_ends_after_it_starts")
        ]


class EventFor(Scoped):
    """An exercise whose locations may come, of the host's or of an authority that joined."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="offered_to")
    host_authority = models.ForeignKey("register.Authority", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["event", "exercise"], name="event_offered_once")]


class Invite(Scoped):
    """An e-mail address that was invited, for all its locations in an exercise."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="invites")
    person = models.ForeignKey("register.ContactPerson", on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
    email = models.EmailField()
    invited_at = models.DateTimeField()
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    is_logged = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["event", "exercise", "email"], name="invited_once")]


class Registration(OfALocation):
    """A location at an event: invited, its answer, its seat, and whether somebody came.

    ``seat`` and ``sequence`` are set by the database. ``told_seat`` and ``told_sequence`` are what the person has been
    told last; ``is_to_settle``: the log or a mail has not followed yet.
    """

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="places")
    invite = models.ForeignKey(Invite, null=True, blank=True, on_delete=models.PROTECT, related_name="places")
    name = models.CharField(max_length=200, blank=True)
    email = models.EmailField(blank=True)
    answer = models.CharField(max_length=10, choices=choices(EventAnswer), blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    seat = models.CharField(max_length=10, choices=choices(Seat), blank=True)
    sequence = models.PositiveIntegerField(default=0)
    told_seat = models.CharField(max_length=10, blank=True)
    told_sequence = models.PositiveIntegerField(default=0)
    attendance = models.CharField(max_length=20, choices=choices(Attendance), blank=True)
    is_to_settle = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["event", "participation"], name="one_place_a_location")]
        indexes = [models.Index(fields=["event"], condition=Q(is_to_settle=True), name="place_to_settle")]
