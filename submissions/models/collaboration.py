"""Working on one return together: who has it open, who is in charge of it, and what colleagues wrote to each other."""

from django.conf import settings
from django.db import models

from submissions.models.returns import Sensitive

PERSON = settings.AUTH_USER_MODEL


class Presence(Sensitive):
    """Which page of a return somebody has open: one row a person, touched while it is, and too old soon after.

    A blank ``sheet`` is the list of its pages.
    """

    participation = models.ForeignKey("register.Participation", on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    sheet = models.CharField(max_length=80, blank=True)
    seen_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["participation", "person"], name="present_once")]


class Responsibility(Sensitive):
    """Who answers for a location's return at its provider; who did before is in the audit trail."""

    participation = models.OneToOneField("register.Participation", on_delete=models.PROTECT, related_name="charge")
    person = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    given_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    given_at = models.DateTimeField()


class ColleagueNote(Sensitive):
    """What somebody wrote to a colleague when they shared a return or handed it over.

    It is read on the page after signing in: nothing that a person typed goes into an e-mail. ``email`` and not a
    person, as it may be for somebody who has yet to take up an invitation.
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
