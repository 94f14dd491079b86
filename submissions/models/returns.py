"""Returns: what was uploaded, what was read in it, what was found, and how it was explained."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from costing.findings import NOTHING_TO_DO, READINGS, Audience, Severity
from submissions.decisions.domain.decision_reasons import DecisionKind, decision_reason_label
from submissions.domain.states import ReturnState, Station, UploadState


class Sensitive(models.Model):
    """A row of one provider in one exercise, with the columns by which row-level security guards it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    exercise = models.ForeignKey("register.Exercise", on_delete=models.PROTECT, related_name="+")
    authority = models.ForeignKey("register.Authority", on_delete=models.PROTECT, related_name="+")
    provider = models.ForeignKey("register.Provider", on_delete=models.PROTECT, related_name="+")

    class Meta:
        abstract = True


class Return(Sensitive):
    """The return that one location owes to one exercise; ``current`` is the version that counts.

    ``received_at`` is when it first came in; it stays when the team sends the return back or leaves it out, which the
    council must not learn, and goes when the provider takes it back. ``decision_code`` is the reason of the list why it
    is left out, beside the words of ``decision_reason``.
    """

    participation = models.OneToOneField("register.Participation", on_delete=models.PROTECT, related_name="submission")
    state = models.CharField(max_length=20, choices=[(s.value, s.label) for s in ReturnState], default="not_started")
    current = models.ForeignKey("Version", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()
    received_at = models.DateTimeField(null=True, blank=True)
    submitted_at = models.DateTimeField(null=True, blank=True)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    declared_by_name = models.CharField(max_length=200, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    decision_reason = models.CharField(max_length=500, blank=True)
    decision_code = models.CharField(max_length=40, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(state="excluded") | ~Q(decision_reason=""), name="exclusion_says_why"),
            models.CheckConstraint(
                condition=Q(state__in=["not_started", "in_progress"])
                | Q(current__isnull=False, submitted_at__isnull=False),
                name="submitted_return_has_a_version",
            ),
        ]

    @property
    def decided_because(self) -> str:
        """Return why it was decided so: the reason of the list, if it has one, and the words."""
        label = decision_reason_label(DecisionKind.RETURN, self.decision_code)
        return f"{label}: {self.decision_reason}" if label else self.decision_reason


class Upload(Sensitive):
    """A file as it came, sealed; file and row are one commit, so what has a receipt is kept.

    ``number`` is given in the order of receipt, and is that of the version which the file becomes: of two that are
    worked on at once the later one counts, whichever is done first. ``claimed_at`` identifies the worker's claim.
    ``reading`` is what was read of it at the door, sealed, until it has been worked on.
    """

    submission = models.ForeignKey(Return, on_delete=models.PROTECT, related_name="uploads")
    number = models.PositiveIntegerField()
    file_name = models.CharField(max_length=200)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    sealed = models.BinaryField()
    reading = models.BinaryField(null=True)
    received_at = models.DateTimeField()
    received_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=20, choices=[(s.value, s.value) for s in UploadState], default="received")
    station = models.CharField(max_length=20, blank=True, choices=[(s.value, s.value) for s in Station])
    tries = models.PositiveSmallIntegerField(default=0)
    claimed_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    reference = models.CharField(max_length=20, unique=True)

    class Meta:
        ordering = ["-number"]
        indexes = [models.Index(fields=["state", "claimed_at"])]
        constraints = [models.UniqueConstraint(fields=["submission", "number"], name="upload_numbered_once")]


class Version(Sensitive):
    """The answers at one moment, with the checks' findings and the costs."""

    submission = models.ForeignKey(Return, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    upload = models.OneToOneField(Upload, null=True, blank=True, on_delete=models.PROTECT, related_name="version")
    form_service = models.CharField(max_length=20, blank=True)
    form_version = models.CharField(max_length=20, blank=True)
    answers = models.JSONField(default=dict)
    notes = models.JSONField(default=dict)
    layer = models.PositiveSmallIntegerField()
    is_accepted = models.BooleanField()
    costs = models.JSONField(null=True, blank=True)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["submission", "number"], name="version_numbered_once")]


class VersionFinding(Sensitive):
    """A finding of a version, in the order in which it is shown."""

    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="findings")
    position = models.PositiveSmallIntegerField()
    code = models.CharField(max_length=10)
    layer = models.PositiveSmallIntegerField()
    severity = models.CharField(max_length=10, choices=[(s.value, s.value) for s in Severity])
    audience = models.CharField(max_length=10, choices=[(a.value, a.value) for a in Audience])
    key = models.CharField(max_length=80, blank=True)
    sheet = models.CharField(max_length=80, blank=True)
    cell = models.CharField(max_length=20, blank=True)
    label = models.CharField(max_length=300, blank=True)
    read = models.TextField(blank=True)
    expected = models.TextField(blank=True)
    message = models.TextField()
    fix = models.TextField(blank=True)
    guess = models.CharField(max_length=60, blank=True)
    value = models.TextField(blank=True)
    # What other checks say of the same figure, on the page that shows one card a figure.
    also: tuple[str, ...] = ()

    class Meta:
        ordering = ["position"]

    @property
    def is_reading(self) -> bool:
        """Tell whether it only says how an answer was read: ``read`` as written, ``expected`` as we understand it."""
        return self.code in READINGS

    @property
    def is_note_to_provider(self) -> bool:
        return self.severity == Severity.NOTE and self.audience == Audience.PROVIDER

    @property
    def read_label(self) -> str:
        return "You wrote" if self.is_reading else "We read"

    @property
    def expected_label(self) -> str:
        return "We read it as" if self.is_reading else "We expected"

    @property
    def asks_more(self) -> bool:
        return bool(self.fix) and self.fix != NOTHING_TO_DO


class Explanation(Sensitive):
    """The reason why a value is right: remembered for a code and key while the value stays as it is."""

    submission = models.ForeignKey(Return, on_delete=models.PROTECT, related_name="explanations")
    code = models.CharField(max_length=10)
    key = models.CharField(max_length=80, blank=True)
    value = models.TextField(blank=True)
    reason = models.CharField(max_length=40)
    words = models.CharField(max_length=1000)
    explained_at = models.DateTimeField()
    explained_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["submission", "code", "key"], name="explained_once"),
            models.CheckConstraint(condition=~Q(words=""), name="explanation_has_words"),
        ]
