"""What a council types, and the versions that it sent: answers, prices and providers as they were typed."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from benchmarking.models.rounds import OfBenchmarkRound, RoundMember

USER = settings.AUTH_USER_MODEL


class OfCouncilReturn(OfBenchmarkRound):
    """The answers by question, rows of both tables, and the explanations by what was asked; all as typed."""

    typed = models.JSONField(default=dict)
    prices = models.JSONField(default=list)
    providers = models.JSONField(default=list)
    explanations = models.JSONField(default=dict)

    class Meta:
        abstract = True


class ReturnDraft(OfCouncilReturn):
    """What a council has typed and not sent: its own alone, also against the office."""

    member = models.OneToOneField(RoundMember, on_delete=models.PROTECT, related_name="draft")
    saved_at = models.DateTimeField()
    saved_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")


class CouncilReturn(OfCouncilReturn):
    """A version that was sent. It counts for the office once the director or her delegate has approved it.

    ``values`` are the answers in their shortest form, of which ``digest`` is the fingerprint: the same answers from a
    workbook and online are the same version.
    """

    member = models.ForeignKey(RoundMember, on_delete=models.PROTECT, related_name="returns")
    number = models.PositiveIntegerField()
    values = models.JSONField()
    digest = models.CharField(max_length=64)
    sent_at = models.DateTimeField()
    sent_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    approved_at = models.DateTimeField(null=True, blank=True)
    approved_by = models.ForeignKey(USER, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["member", "number"], name="council_return_numbered_once"),
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True, approved_at__isnull=True)
                | Q(approved_by__isnull=False, approved_at__isnull=False),
                name="council_return_says_who_approved",
            ),
        ]
