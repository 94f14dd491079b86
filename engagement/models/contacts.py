"""The contact log: a row for each contact, with its people and locations beside it, and its notes apart."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from engagement.contacts.domain.vocabulary import (
    Channel,
    ContactOutcome,
    Direction,
    Source,
)
from engagement.models.scope import (
    OfALocation,
    Scoped,
    Sided,
    choices,
)


class Contact(Scoped, Sided):
    """A logged contact: what both sides may know of it. ``minutes`` is how long it took.

    An entry is taken back, never deleted; one that was corrected is taken back, and the new one ``replaces`` it.
    ``batch`` is shared by the entries that were made together. ``by`` is None if a task wrote it. ``external_id`` is
    the key of an entry that came from somewhere else, so that it comes once.
    """

    channel = models.CharField(max_length=30, choices=choices(Channel))
    direction = models.CharField(max_length=5, choices=choices(Direction))
    happened_at = models.DateTimeField()
    minutes = models.PositiveIntegerField(null=True, blank=True)
    outcome = models.CharField(max_length=30, choices=choices(ContactOutcome))
    promised_on = models.DateField(null=True, blank=True)
    next_on = models.DateField(null=True, blank=True)
    next_for = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    next_done_at = models.DateTimeField(null=True, blank=True)
    source = models.CharField(max_length=20, choices=choices(Source))
    external_id = models.CharField(max_length=120, blank=True)
    batch = models.UUIDField(null=True, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    logged_at = models.DateTimeField()
    replaces = models.OneToOneField("self", null=True, blank=True, on_delete=models.PROTECT, related_name="replaced_by")
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["-happened_at", "-logged_at"]
        indexes = [models.Index(fields=["exercise", "-happened_at"])]
        constraints = [
            models.UniqueConstraint(
                fields=["exercise", "external_id"], condition=~Q(external_id=""), name="contact_comes_once"
            )
        ]


class ContactAbout(OfALocation):
    """A location that a contact was about; a head office answers for ten."""

    contact = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="about")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["contact", "participation"], name="contact_about_once")]


class ContactWith(Scoped):
    """A person on the provider's side; ``person`` is None if only a name is known."""

    contact = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="people")
    person = models.ForeignKey(
        "register.ContactPerson", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    name = models.CharField(max_length=200, blank=True)


class ContactColleague(Scoped):
    """Another colleague on our side who was there."""

    contact = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="colleagues")
    colleague = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")


class ContactNote(Scoped, Sided):
    """The note of a contact: a row of its own, as the council sees only those notes of the team that are shared."""

    contact = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="notes")
    words = models.TextField(blank=True)
    topics = models.JSONField(default=list, blank=True)
    next_step = models.CharField(max_length=300, blank=True)
    is_shared = models.BooleanField(default=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    class Meta:
        ordering = ["written_at"]
