"""Workbooks of other layouts and old exercises that the independent team takes in, and the layouts it learnt."""

import uuid

from django.conf import settings
from django.db import models

from costing.forms import CURRENT
from register.domain.imports import ImportState
from submissions.intake.domain.waiting_for import WaitingFor, result_words
from submissions.models.returns import Upload

STATES = [(state.value, state.label) for state in ImportState]


class RememberedLayout(models.Model):
    """A mapping that an analyst confirmed: where the answers of a form stand in all workbooks of one layout.

    ``document`` holds labels and places, never a figure. A layout that was forgotten is kept, and no longer used.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    authority = models.ForeignKey("register.Authority", on_delete=models.PROTECT, related_name="+")
    service = models.CharField(max_length=20, choices=[(name, form.title) for name, form in CURRENT.items()])
    form_version = models.CharField(max_length=20)
    name = models.CharField(max_length=200)
    fingerprint = models.CharField(max_length=64)
    document = models.JSONField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    confirmed_at = models.DateTimeField()
    times_used = models.PositiveIntegerField(default=0)
    forgotten_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-confirmed_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["authority", "service", "form_version", "fingerprint"],
                condition=models.Q(forgotten_at=None),
                name="layout_remembered_once",
            ),
        ]


class TakenInRow(models.Model):
    """A file that a worker claims: the columns of every such row."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    exercise = models.ForeignKey("register.Exercise", on_delete=models.PROTECT, related_name="+")
    authority = models.ForeignKey("register.Authority", on_delete=models.PROTECT, related_name="+")
    file_name = models.CharField(max_length=200)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    sealed = models.BinaryField()
    state = models.CharField(max_length=20, choices=STATES, default="received")
    words = models.TextField(blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    received_at = models.DateTimeField()
    received_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    claimed_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        abstract = True


class IntakeFolder(TakenInRow):
    """A zip folder of workbooks; ``chosen`` names the location of a file by its ID, as somebody listed them.

    ``hands_in``: its workbooks are what providers handed in at the time, so that they count as submitted.
    """

    chosen = models.JSONField(default=dict, blank=True)
    hands_in = models.BooleanField(default=False)
    files_read = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["-received_at"]


class IntakeWorkbook(TakenInRow):
    """A workbook that the team takes in for a location; once it is taken it is an upload with a version of its own.

    ``mapping`` holds the rules by which its answers were found, each with its cells. ``provider`` is set where a
    provider sent it as it is, for the team to map.
    """

    folder = models.ForeignKey(IntakeFolder, null=True, blank=True, on_delete=models.PROTECT, related_name="workbooks")
    participation = models.ForeignKey(
        "register.Participation", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    provider = models.ForeignKey("register.Provider", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    waiting_for = models.CharField(
        max_length=20, blank=True, choices=[(one.value, one.label) for one in WaitingFor], default=""
    )
    hands_in = models.BooleanField(default=False)
    layout = models.ForeignKey(RememberedLayout, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    mapping = models.JSONField(default=list, blank=True)
    confirmations = models.PositiveSmallIntegerField(null=True, blank=True)
    upload = models.OneToOneField(Upload, null=True, blank=True, on_delete=models.PROTECT, related_name="intake")

    @property
    def result(self) -> str:
        return result_words(self.state, self.waiting_for)

    @property
    def location(self) -> tuple[str, str]:
        """Return name and CQC ID of the location; blanks while it is not known."""
        asked = self.participation
        return (asked.location_name, asked.location.cqc_location_id) if asked else ("", "")

    class Meta:
        ordering = ["-received_at", "file_name"]
        indexes = [models.Index(fields=["exercise", "sha256"])]
