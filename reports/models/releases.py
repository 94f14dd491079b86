"""Releases: protected figures, drafted by one person and approved by others."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from reports.domain.release_states import APPROVED, ReleaseState
from reports.domain.withdrawal import LONGEST_NOTE, WithdrawalReason
from reports.models.calculations import Calculation

STATES_APPROVED = sorted(state.value for state in APPROVED)
REASONS = [(reason.value, reason.label) for reason in WithdrawalReason]


class Release(models.Model):
    """A frozen, numbered, protected set of figures, drafted by one person and approved by another.

    A release that is not for publication needs a second approval by a third person. ``ledger_before`` and
    ``ledger_after`` are the last seals of the exercise's ledger at the draft and at the approval. ``report_words`` are
    those of the exercise's justification at the draft: the only words of a person that go out with a release. The
    ``withdrawal_note`` stays with the team.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    exercise = models.ForeignKey("register.Exercise", on_delete=models.PROTECT, related_name="releases")
    authority = models.ForeignKey("register.Authority", on_delete=models.PROTECT, related_name="+")
    calculation = models.ForeignKey(Calculation, on_delete=models.PROTECT, related_name="releases")
    number = models.PositiveIntegerField()
    state = models.CharField(
        max_length=20, choices=[(s.value, s.label) for s in ReleaseState], default=ReleaseState.DRAFTED.value
    )
    for_publication = models.BooleanField()
    table = models.JSONField()
    report_words = models.JSONField(default=dict, blank=True)
    policy_version = models.CharField(max_length=20)
    policy_sha256 = models.CharField(max_length=64)
    method_version = models.CharField(max_length=20)
    form_version = models.CharField(max_length=20)
    occupancy_target = models.DecimalField(max_digits=6, decimal_places=5, null=True, blank=True)
    inputs_sha256 = models.CharField(max_length=64)
    ledger_before = models.CharField(max_length=64)
    ledger_after = models.CharField(max_length=64, blank=True)
    supersedes = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="followers")
    drafted_at = models.DateTimeField()
    drafted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    first_approved_at = models.DateTimeField(null=True, blank=True)
    first_approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    approved_at = models.DateTimeField(null=True, blank=True)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    rejected_at = models.DateTimeField(null=True, blank=True)
    rejected_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    decision_note = models.CharField(max_length=500, blank=True)
    told_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    withdrawn_because = models.CharField(max_length=20, choices=REASONS, blank=True)
    withdrawal_note = models.CharField(max_length=LONGEST_NOTE, blank=True)

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["exercise", "number"], name="release_numbered_once"),
            models.UniqueConstraint(
                fields=["exercise", "for_publication"],
                condition=Q(state="released"),
                name="one_release_stands_an_exercise",
            ),
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True) | ~Q(approved_by=F("drafted_by")),
                name="approved_by_a_second_person",
            ),
            models.CheckConstraint(
                condition=Q(first_approved_by__isnull=True)
                | (
                    ~Q(first_approved_by=F("drafted_by"))
                    & (Q(approved_by__isnull=True) | ~Q(first_approved_by=F("approved_by")))
                ),
                name="each_approval_by_another_person",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=STATES_APPROVED) | Q(approved_by__isnull=False, approved_at__isnull=False),
                name="released_only_when_approved",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=STATES_APPROVED) | Q(for_publication=True) | Q(first_approved_by__isnull=False),
                name="what_is_not_for_publication_is_approved_twice",
            ),
            models.CheckConstraint(
                condition=~Q(state="rejected")
                | (~Q(decision_note="") & Q(rejected_by__isnull=False, rejected_at__isnull=False)),
                name="rejected_says_why_who_and_when",
            ),
            models.CheckConstraint(
                condition=Q(
                    ~Q(withdrawn_because="") & ~Q(withdrawal_note=""),
                    state="withdrawn",
                    withdrawn_by__isnull=False,
                    withdrawn_at__isnull=False,
                )
                | (~Q(state="withdrawn") & Q(withdrawn_because="", withdrawn_by=None, withdrawn_at=None)),
                name="withdrawn_says_why_who_and_when",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_by__isnull=True) | ~Q(withdrawn_by=F("drafted_by")),
                name="withdrawn_by_a_second_person",
            ),
        ]


class ReleaseReview(models.Model):
    """The part of a release for the independent team: why cells are hidden, and which equal one return's figure.

    ``preview`` is what whoever drafted it had before them, cell by cell (reports.domain.preview_cells).
    """

    release = models.OneToOneField(Release, primary_key=True, on_delete=models.PROTECT, related_name="review")
    exercise = models.ForeignKey("register.Exercise", on_delete=models.PROTECT, related_name="+")
    authority = models.ForeignKey("register.Authority", on_delete=models.PROTECT, related_name="+")
    reasons = models.JSONField(default=dict)
    equal_to_one_return = models.JSONField(default=list)
    preview = models.JSONField(default=list)


class WithdrawalNotice(models.Model):
    """What others read in the place of a release that was withdrawn; they see its row no more.

    ``was_standing`` is false for one that another had superseded before: providers had lost sight of it already.
    """

    release = models.OneToOneField(Release, primary_key=True, on_delete=models.PROTECT, related_name="notice")
    exercise = models.ForeignKey("register.Exercise", on_delete=models.PROTECT, related_name="+")
    authority = models.ForeignKey("register.Authority", on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    because = models.CharField(max_length=20, choices=REASONS)
    was_standing = models.BooleanField()
    released_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField()
    told_at = models.DateTimeField(null=True, blank=True)
