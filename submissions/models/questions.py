"""Questions and answers on one line of a return."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from submissions.models.returns import Sensitive
from submissions.questions.domain.cycles import CYCLES
from submissions.questions.domain.questions import (
    AnswerChannel,
    QuestionOutcome,
    QuestionSide,
    QuestionState,
    QuestionSubject,
    state_in_words,
    turn,
)


class ReturnQuestion(Sensitive):
    """A question of a provider to the independent team, or of an analyst to a provider, and its answer.

    It is about an answer (``key``), a line of Annex A (``line``) or the whole return, as ``label`` was printed then;
    ``code`` is the finding that it was asked at, ``version_number`` the version that counted. The person who closed it
    is also the one who withdrew it.

    The team asks in cycles (``cycle``), the answer being due on a day; a question asked again ``follows`` the one of
    the cycle before. ``is_late`` is an answer that came after the last day of the return; ``closed_version`` is the
    version that counted when the question was closed, with which its figure was compared. ``reminded_at`` is when the
    portal wrote to the provider that the day had passed: once.
    """

    participation = models.ForeignKey("register.Participation", on_delete=models.PROTECT, related_name="queries")
    asked_side = models.CharField(max_length=10, choices=[(s.value, s.value) for s in QuestionSide])
    key = models.CharField(max_length=80, blank=True)
    line = models.CharField(max_length=80, blank=True)
    label = models.CharField(max_length=300)
    code = models.CharField(max_length=10, blank=True)
    version_number = models.PositiveIntegerField(null=True, blank=True)
    words = models.CharField(max_length=1000)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=[(s.value, s.value) for s in QuestionState], default="open")
    answer = models.CharField(max_length=1000, blank=True)
    channel = models.CharField(max_length=10, blank=True, choices=[(c.value, c.label) for c in AnswerChannel])
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    cycle = models.PositiveSmallIntegerField(null=True, blank=True)
    due_on = models.DateField(null=True, blank=True)
    follows = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="followed_by")
    is_late = models.BooleanField(default=False)
    reminded_at = models.DateTimeField(null=True, blank=True)
    closed_version = models.PositiveIntegerField(null=True, blank=True)
    outcome = models.CharField(max_length=20, blank=True, choices=[(o.value, o.label) for o in QuestionOutcome])
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["asked_at"]
        indexes = [models.Index(fields=["participation", "state"])]
        constraints = [
            models.CheckConstraint(condition=~Q(words=""), name="query_has_words"),
            models.CheckConstraint(
                condition=~Q(state="answered") | (~Q(answer="") & Q(answered_at__isnull=False)),
                name="answered_query_has_an_answer",
            ),
            models.CheckConstraint(
                condition=~Q(state="closed") | (~Q(outcome="") & Q(asked_side="team", closed_at__isnull=False)),
                name="closed_query_has_an_outcome",
            ),
            models.CheckConstraint(
                condition=~Q(state="withdrawn") | Q(asked_side="provider", closed_at__isnull=False),
                name="withdrawn_query_was_a_provider_s",
            ),
            models.UniqueConstraint(fields=["follows"], name="query_followed_once"),
            models.CheckConstraint(
                condition=~Q(asked_side="team") | Q(cycle__in=list(CYCLES)), name="query_of_the_team_has_a_cycle"
            ),
        ]

    @property
    def turn(self) -> str:
        return turn(QuestionSide(self.asked_side), QuestionState(self.state)) or ""

    @property
    def where_it_stands(self) -> str:
        return state_in_words(QuestionSide(self.asked_side), QuestionState(self.state))

    @property
    def is_overdue(self) -> bool:
        """Tell whether it waits for the provider although the day has passed by which it should have answered."""
        waits = self.asked_side == QuestionSide.TEAM and self.state == QuestionState.OPEN
        return waits and self.due_on is not None and self.due_on < timezone.localdate()

    @property
    def about(self) -> QuestionSubject:
        return QuestionSubject(self.key, self.line, self.label)
