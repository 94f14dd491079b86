"""Editions of a round: drafted by one person, approved by another, with a copy for each recipient and a ledger."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from benchmarking.editions.domain.edition_kinds import EditionKind
from benchmarking.models.analyses import OfRoundsOffice, RoundAnalysis
from benchmarking.models.rounds import AUTHORITY
from reports.domain.release_states import APPROVED, ReleaseState
from reports.domain.withdrawal import LONGEST_NOTE, WithdrawalReason

USER = settings.AUTH_USER_MODEL
APPROVED_STATES = sorted(state.value for state in APPROVED)
STATES = [(one.value, one.label) for one in ReleaseState]
REASONS = [(one.value, one.label) for one in WithdrawalReason]


class BenchmarkEdition(OfRoundsOffice):
    """A frozen edition of a round. ``document`` is all that leaves with it, to whomever; ``attacks`` and ``reasons``
    stay with the team: how often each attacker names a row of each sheet, and why figures are hidden.

    ``ledger_before`` and ``ledger_after`` are the last seals of the round's ledger at the draft and at the approval.
    Nobody but members reads it before ``public_from``.
    """

    analysis = models.ForeignKey(RoundAnalysis, on_delete=models.PROTECT, related_name="editions")
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=20, choices=STATES, default=ReleaseState.DRAFTED.value)
    document = models.TextField()
    sha256 = models.CharField(max_length=64)
    attacks = models.JSONField()
    reasons = models.JSONField(default=dict)
    policy_sha256 = models.CharField(max_length=64)
    public_from = models.DateField()
    ledger_before = models.CharField(max_length=64)
    ledger_after = models.CharField(max_length=64, blank=True)
    supersedes = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
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
            models.UniqueConstraint(fields=["round", "number"], name="edition_numbered_once"),
            models.UniqueConstraint(fields=["round"], condition=Q(state="released"), name="one_edition_stands_a_round"),
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True) | ~Q(approved_by=F("drafted_by")),
                name="edition_approved_by_a_second_person",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=APPROVED_STATES) | Q(approved_by__isnull=False, approved_at__isnull=False),
                name="edition_out_only_when_approved",
            ),
            models.CheckConstraint(
                condition=~Q(state="rejected") | (~Q(decision_note="") & Q(rejected_by__isnull=False)),
                name="edition_sent_back_says_why",
            ),
            models.CheckConstraint(
                condition=~Q(state="withdrawn") | (~Q(withdrawn_because="") & Q(withdrawn_by__isnull=False)),
                name="edition_withdrawn_says_why",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_by__isnull=True) | ~Q(withdrawn_by=F("drafted_by")),
                name="edition_withdrawn_by_a_second_person",
            ),
        ]

    @property
    def label(self) -> ReleaseState:
        return ReleaseState(self.state)


class EditionCopy(OfRoundsOffice):
    """What a recipient reads of an edition: a council, or the office's regional lead and the public at the office.

    Of a withdrawn edition the row says that it was withdrawn, and its ``document`` is blank.
    """

    edition = models.ForeignKey(BenchmarkEdition, on_delete=models.PROTECT, related_name="copies")
    authority = models.ForeignKey(AUTHORITY, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=[(one.value, one.label) for one in EditionKind])
    state = models.CharField(max_length=20, choices=STATES)
    round_name = models.CharField(max_length=80)
    host_name = models.CharField(max_length=200)
    reference_week = models.DateField()
    number = models.PositiveIntegerField()
    document = models.TextField(blank=True)
    sha256 = models.CharField(max_length=64)
    public_from = models.DateField()
    released_at = models.DateTimeField()
    withdrawn_because = models.CharField(max_length=20, choices=REASONS, blank=True)

    class Meta:
        ordering = ["-reference_week", "-number", "kind"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "authority", "kind"], name="one_copy_a_recipient"),
        ]


class EditionLedgerRow(OfRoundsOffice):
    """A published cell or sheet of a round; append-only and hash-chained, with keyed digests and nobody's name."""

    edition = models.ForeignKey(BenchmarkEdition, on_delete=models.PROTECT, related_name="ledger")
    position = models.PositiveIntegerField()
    content = models.JSONField()
    previous_sha256 = models.CharField(max_length=64)
    sha256 = models.CharField(max_length=64, unique=True)

    class Meta:
        ordering = ["round", "position"]
        constraints = [
            models.UniqueConstraint(fields=["round", "position"], name="edition_ledger_counts_on"),
            models.UniqueConstraint(fields=["round", "previous_sha256"], name="edition_ledger_does_not_fork"),
        ]
