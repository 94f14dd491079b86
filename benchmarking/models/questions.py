"""What an office asks a council about its return, and what came of it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from benchmarking.models.rounds import OfBenchmarkRound, RoundMember
from benchmarking.questions.domain.council_queries import QueryOutcome, QueryState

USER = settings.AUTH_USER_MODEL


class CouncilQuery(OfBenchmarkRound):
    """A query of the office on a question or table (``key``) of a return, or on the whole of it, and its answer.

    ``code`` is the check at which it was asked, ``version_number`` the approved version then; ``closed_version`` is
    the approved one when it was closed, with which the answer was compared.
    """

    member = models.ForeignKey(RoundMember, on_delete=models.PROTECT, related_name="queries")
    key = models.CharField(max_length=80, blank=True)
    label = models.CharField(max_length=300)
    code = models.CharField(max_length=10, blank=True)
    version_number = models.PositiveIntegerField()
    words = models.CharField(max_length=1000)
    due_on = models.DateField()
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=[(one.value, one.label) for one in QueryState], default="open")
    answer = models.CharField(max_length=1000, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(USER, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    outcome = models.CharField(max_length=20, blank=True, choices=[(one.value, one.label) for one in QueryOutcome])
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(USER, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    closed_version = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        ordering = ["asked_at", "id"]
        verbose_name_plural = "council queries"
        indexes = [models.Index(fields=["round", "state"], name="council_query_of_a_round")]
        constraints = [
            models.CheckConstraint(condition=~Q(words=""), name="council_query_has_words"),
            models.CheckConstraint(
                condition=~Q(state="answered") | (~Q(answer="") & Q(answered_at__isnull=False)),
                name="answered_council_query_has_an_answer",
            ),
            models.CheckConstraint(
                condition=~Q(state="closed") | (~Q(outcome="") & Q(closed_at__isnull=False)),
                name="closed_council_query_has_an_outcome",
            ),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def standing(self) -> QueryState:
        return QueryState(self.state)

    @property
    def is_overdue(self) -> bool:
        return self.state == QueryState.OPEN and self.due_on < timezone.localdate()
