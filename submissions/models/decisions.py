"""Decisions of analysts on parts of a return: lines that are left out, and answers that are adjusted."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from submissions.models.returns import Return, Sensitive, Version

PERSON = settings.AUTH_USER_MODEL
_STANDS = Q(taken_back_at__isnull=True)


class PartDecision(Sensitive):
    """A decision on a part of a return, with a reason from a list and words, on the ``version`` that was current.

    It stands until it is taken back; it never changes a version, and it is the independent team's alone.
    """

    submission = models.ForeignKey(Return, on_delete=models.PROTECT, related_name="%(class)ss")
    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=40)
    words = models.CharField(max_length=500)
    decided_at = models.DateTimeField()
    decided_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    taken_back_at = models.DateTimeField(null=True, blank=True)
    taken_back_by = models.ForeignKey(PERSON, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        abstract = True

    @property
    def stands(self) -> bool:
        return self.taken_back_at is None


class LineDecision(PartDecision):
    """A line of Annex A that is left out of statistics, in every column, with the sums above it."""

    line = models.CharField(max_length=80)

    class Meta:
        ordering = ["decided_at", "line"]
        constraints = [
            models.UniqueConstraint(fields=["submission", "line"], condition=_STANDS, name="line_left_out_once"),
            models.CheckConstraint(
                condition=~Q(line="") & ~Q(reason="") & ~Q(words=""), name="line_decision_says_what_and_why"
            ),
        ]


class Adjustment(PartDecision):
    """An answer that an analyst puts beside the submitted one; both in their normal form.

    It applies as long as the provider's answer is the ``submitted`` one.
    """

    key = models.CharField(max_length=80)
    submitted = models.CharField(max_length=1000, blank=True)
    adjusted = models.CharField(max_length=1000)

    class Meta:
        ordering = ["decided_at", "key"]
        constraints = [
            models.UniqueConstraint(fields=["submission", "key"], condition=_STANDS, name="answer_adjusted_once"),
            models.CheckConstraint(
                condition=~Q(key="") & ~Q(adjusted="") & ~Q(reason="") & ~Q(words=""),
                name="adjustment_says_what_and_why",
            ),
        ]
