"""What was worked out of a locked round: from frozen inputs, by a worker, for the office's team alone."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from benchmarking.models.rounds import AUTHORITY, BenchmarkRound
from reports.domain.request_states import RequestState

USER = settings.AUTH_USER_MODEL


class OfRoundsOffice(models.Model):
    """A row of a round that is the office's own."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    round = models.ForeignKey(BenchmarkRound, on_delete=models.PROTECT, related_name="+")
    host_authority = models.ForeignKey(AUTHORITY, on_delete=models.PROTECT, related_name="+")

    class Meta:
        abstract = True


class RoundAnalysis(OfRoundsOffice):
    """An analysis that was asked for; a worker freezes its ``inputs`` and works ``document`` out of them, once.

    Both are texts in their shortest form, and their digests say what they were: the same inputs, seed and method give
    the same bytes. ``progress`` is in hundredths.
    """

    number = models.PositiveIntegerField()
    seed = models.BigIntegerField()
    method_version = models.CharField(max_length=20)
    state = models.CharField(
        max_length=20, choices=[(one.value, one.label) for one in RequestState], default=RequestState.RECEIVED.value
    )
    progress = models.PositiveSmallIntegerField(default=0)
    words = models.TextField(blank=True)
    inputs = models.TextField(blank=True)
    inputs_sha256 = models.CharField(max_length=64, blank=True)
    document = models.TextField(blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    received_at = models.DateTimeField()
    received_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    claimed_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["round", "number"], name="analysis_numbered_once"),
            models.CheckConstraint(
                condition=~Q(state="done") | (~Q(sha256="") & ~Q(inputs_sha256="")), name="analysis_done_has_digests"
            ),
        ]

    @property
    def label(self) -> RequestState:
        return RequestState(self.state)
