"""Work on one return together: who has it open, who is responsible for it, and colleagues' notes."""

from django.conf import settings
from django.db import models

from submissions.models.returns import Sensitive

PERSON = settings.AUTH_USER_MODEL


class Presence(Sensitive):
    """The page of a return that somebody has open: one row a person, refreshed while it is open, soon too old after.

    A blank ``sheet`` is the list of its pages.
    """

    participation = models.ForeignKey("register.Participation", on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    sheet = models.CharField(max_length=80, blank=True)
    seen_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["participation", "person"], name="present_once")]


class Responsibility(Sensitive):
    """The person who is responsible for a location's return at its provider; earlier ones are in the audit trail."""

    participation = models.OneToOneField("register.Participation", on_delete=models.PROTECT, related_name="charge")
    person = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    given_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    given_at = models.DateTimeField()


class ColleagueNote(Sensitive):
    """A note that somebody wrote to a colleague when they shared a return or handed it over.

    It is read on the page after signing in: nothing that a person typed goes into an e-mail. ``email`` and not a
    person, as it may be for somebody who has yet to accept an invitation.
    """

    class About(models.TextChoices):
        SHARED = "shared", "shared this return with you"
        HANDED_OVER = "handed_over", "handed this return over to you"

    participation = models.ForeignKey("register.Participation", on_delete=models.PROTECT, related_name="+")
    about = models.CharField(max_length=20, choices=About)
    email = models.EmailField()
    words = models.CharField(max_length=1000, blank=True)
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    read_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-written_at"]
        indexes = [models.Index(fields=["email", "read_at"])]
