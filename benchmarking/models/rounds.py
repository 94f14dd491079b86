"""Rounds of a programme office, the councils that take part, and what each agreed to show.

``host_authority`` is the office that runs a round, ``authority`` the council that a row is of: the wall reads both.
"""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from benchmarking.rounds.domain.consent import ConsentBlock
from benchmarking.rounds.domain.round_states import RoundState

USER = settings.AUTH_USER_MODEL
AUTHORITY = "register.Authority"


class BenchmarkRound(models.Model):
    """A round: which week is asked for, when councils answer, and what is to be held against what.

    ``hypotheses`` are locked as the round opens, before anybody has read an answer. From ``providers_erased_at`` on the
    rows of providers are gone, and nothing more is worked out of it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    host_authority = models.ForeignKey(AUTHORITY, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=80)
    host_name = models.CharField(max_length=200)
    service = models.CharField(max_length=20, default="homecare")
    reference_week = models.DateField()
    opens_on = models.DateField()
    closes_on = models.DateField()
    headline_package = models.CharField(max_length=30, default="standard")
    hypotheses = models.JSONField()
    hypotheses_locked_at = models.DateTimeField(null=True, blank=True)
    state = models.CharField(max_length=20, choices=[(one.value, one.label) for one in RoundState])
    edition = models.PositiveIntegerField(default=1)
    providers_erased_at = models.DateTimeField(null=True, blank=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-reference_week", "name"]
        constraints = [
            models.UniqueConstraint(fields=["host_authority", "name"], name="round_named_once"),
            models.CheckConstraint(condition=Q(closes_on__gte=F("opens_on")), name="round_closes_after_it_opens"),
            models.CheckConstraint(
                condition=Q(state="set_up", hypotheses_locked_at__isnull=True)
                | (~Q(state="set_up") & Q(hypotheses_locked_at__isnull=False)),
                name="round_opens_with_its_hypotheses_locked",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def label(self) -> RoundState:
        return RoundState(self.state)


class OfBenchmarkRound(models.Model):
    """A row of a round and of a council in it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    round = models.ForeignKey(BenchmarkRound, on_delete=models.PROTECT, related_name="+")
    host_authority = models.ForeignKey(AUTHORITY, on_delete=models.PROTECT, related_name="+")
    authority = models.ForeignKey(AUTHORITY, on_delete=models.PROTECT, related_name="+")

    class Meta:
        abstract = True


class RoundMember(OfBenchmarkRound):
    """A council in a round, and who approves for it; when it was reminded and has returned, and no answer."""

    council_name = models.CharField(max_length=200)
    ons_code = models.CharField(max_length=12)
    sub_region = models.CharField(max_length=20)
    inner_outer = models.CharField(max_length=20)
    delegate_name = models.CharField(max_length=150)
    delegate_email = models.EmailField()
    joined_at = models.DateTimeField()
    reminded_at = models.DateTimeField(null=True, blank=True)
    returned_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["council_name", "id"]
        constraints = [
            models.UniqueConstraint(fields=["round", "authority"], name="round_asks_a_council_once"),
            models.UniqueConstraint(fields=["round", "ons_code"], name="round_has_an_ons_code_once"),
        ]

    def __str__(self) -> str:
        return self.council_name


class MemberConsent(OfBenchmarkRound):
    """That a council agreed to show a block by name, or no longer does; rows are added and never changed."""

    member = models.ForeignKey(RoundMember, on_delete=models.PROTECT, related_name="consents")
    block = models.CharField(max_length=20, choices=[(one.value, one.label) for one in ConsentBlock])
    is_given = models.BooleanField()
    said_at = models.DateTimeField()
    said_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-said_at", "block"]
