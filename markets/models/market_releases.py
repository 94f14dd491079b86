"""Protected figures of what providers gave to the independent team: drafted by one, approved by another, then kept."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from markets.models.runs import VisitRun
from reports.domain.release_states import APPROVED, ReleaseState
from reports.domain.withdrawal import LONGEST_NOTE, WithdrawalReason

USER = settings.AUTH_USER_MODEL
# Of the next period no release takes the place of another.
STATES = [(s.value, s.label) for s in ReleaseState if s is not ReleaseState.SUPERSEDED]
APPROVED_STATES = sorted(state.value for state in APPROVED - {ReleaseState.SUPERSEDED})
REASONS = [(reason.value, reason.label) for reason in WithdrawalReason]


class MarketRelease(models.Model):
    """What the council may see of a period: protected cells alone, in ``table``, and nothing that they are made of.

    ``plan`` names the zones by which it is broken down, blank for those of the visits. ``ledger_before`` and
    ``ledger_after`` are the last seals of the market's ledger at the draft and at the approval.
    The ``withdrawal_note`` stays with the team.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    authority = models.ForeignKey("register.Authority", on_delete=models.PROTECT, related_name="+")
    run = models.ForeignKey(VisitRun, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=12, choices=STATES, default=ReleaseState.DRAFTED.value)
    plan = models.CharField(max_length=40, blank=True)
    first_day = models.DateField()
    last_day = models.DateField()
    table = models.JSONField()
    policy_version = models.CharField(max_length=20)
    policy_sha256 = models.CharField(max_length=64)
    ledger_before = models.CharField(max_length=64)
    ledger_after = models.CharField(max_length=64, blank=True)
    drafted_at = models.DateTimeField()
    drafted_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    approved_at = models.DateTimeField(null=True, blank=True)
    approved_by = models.ForeignKey(USER, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    rejected_at = models.DateTimeField(null=True, blank=True)
    rejected_by = models.ForeignKey(USER, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    decision_note = models.CharField(max_length=500, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(USER, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    withdrawn_because = models.CharField(max_length=20, choices=REASONS, blank=True)
    withdrawal_note = models.CharField(max_length=LONGEST_NOTE, blank=True)

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["authority", "number"], name="market_release_numbered_once"),
            models.UniqueConstraint(
                fields=["authority"], condition=Q(state="drafted"), name="one_market_release_waits"
            ),
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True) | ~Q(approved_by=F("drafted_by")),
                name="market_release_approved_by_another",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=APPROVED_STATES) | Q(approved_by__isnull=False, approved_at__isnull=False),
                name="market_release_says_who_and_when",
            ),
            models.CheckConstraint(
                condition=~Q(state="withdrawn")
                | (
                    ~Q(withdrawn_because="")
                    & ~Q(withdrawal_note="")
                    & Q(withdrawn_by__isnull=False, withdrawn_at__isnull=False)
                ),
                name="market_release_withdrawn_says_why",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_by__isnull=True) | ~Q(withdrawn_by=F("drafted_by")),
                name="market_release_withdrawn_by_another",
            ),
        ]


class MarketReleaseReview(models.Model):
    """The part of a market's release for the independent team: why each hidden cell is hidden."""

    release = models.OneToOneField(MarketRelease, primary_key=True, on_delete=models.PROTECT, related_name="review")
    authority = models.ForeignKey("register.Authority", on_delete=models.PROTECT, related_name="+")
    reasons = models.JSONField(default=dict)


class MarketWithdrawalNotice(models.Model):
    """What the council reads in the place of a release that was withdrawn; it sees its row no more."""

    release = models.OneToOneField(MarketRelease, primary_key=True, on_delete=models.PROTECT, related_name="notice")
    authority = models.ForeignKey("register.Authority", on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    first_day = models.DateField()
    last_day = models.DateField()
    because = models.CharField(max_length=20, choices=REASONS)
    released_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField()


class MarketLedgerRow(models.Model):
    """A published cell of a market; append-only and hash-chained. ``members`` are keyed digests, never names or values.

    ``column`` is its period, plan and zone (``market_gate.column_of``).
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    position = models.PositiveIntegerField()
    release = models.ForeignKey(MarketRelease, on_delete=models.PROTECT, related_name="ledger")
    authority = models.ForeignKey("register.Authority", on_delete=models.PROTECT, related_name="+")
    column = models.CharField(max_length=200)
    measure = models.CharField(max_length=60)
    figures = models.JSONField()
    members = models.JSONField()
    policy_sha256 = models.CharField(max_length=64)
    previous_sha256 = models.CharField(max_length=64)
    sha256 = models.CharField(max_length=64, unique=True)

    class Meta:
        ordering = ["authority", "position"]
        constraints = [
            models.UniqueConstraint(fields=["authority", "position"], name="market_ledger_counts_on"),
            models.UniqueConstraint(fields=["authority", "previous_sha256"], name="market_ledger_does_not_fork"),
        ]

    @property
    def content(self) -> dict[str, object]:
        """Return everything that the row says, as it was sealed (``reports.domain.ledger_chain``)."""
        return {
            "release": str(self.release_id),
            "column": self.column,
            "line": self.measure,
            "dimension": "",
            "group": "",
            "policy": self.policy_sha256,
            "figures": self.figures,
            "members": self.members,
        }
