"""The desk of the independent team: who looks at a return, and what analysts write to each other about it."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from submissions.models.returns import Return, Sensitive

PERSON = settings.AUTH_USER_MODEL


class ReturnAssignment(Sensitive):
    """The analyst who looks at a return; nobody once it was taken off again. Earlier ones are in the audit trail."""

    submission = models.OneToOneField(Return, on_delete=models.PROTECT, related_name="assignment")
    analyst = models.ForeignKey(PERSON, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    assigned_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    assigned_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["analyst"])]


class AnalystNote(Sensitive):
    """A note on a return between those who read returns; its words go when its author takes it back."""

    submission = models.ForeignKey(Return, on_delete=models.PROTECT, related_name="analyst_notes")
    words = models.CharField(max_length=1000, blank=True)
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    taken_back_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["written_at"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(words="") | Q(taken_back_at__isnull=False), name="analyst_note_has_words"
            )
        ]
