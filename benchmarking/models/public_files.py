"""Public files that an office has loaded, and every figure that came of them; figures are added and never changed."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from benchmarking.public_files.domain.council_book import PlaceLevel
from benchmarking.public_files.domain.figure_words import shown
from benchmarking.public_files.domain.file_states import FigureSource, PublicFileState
from benchmarking.public_files.domain.public_measures import PublicFigureKind
from benchmarking.public_files.domain.raw_tables import PublicSource

USER = settings.AUTH_USER_MODEL
AUTHORITY = "register.Authority"


class PublicFile(models.Model):
    """A file that was sent: read, and then kept or discarded by a person who has seen its ``preview``.

    ``pending`` are its figures while it waits; the file itself is not kept, as it is public: ``sha256`` tells it again.
    ``as_of`` is the day on which it was published, or else loaded.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    host_authority = models.ForeignKey(AUTHORITY, on_delete=models.PROTECT, related_name="+")
    source = models.CharField(max_length=20, choices=[(one.value, one.label) for one in PublicSource])
    file_name = models.CharField(max_length=200)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    state = models.CharField(max_length=20, choices=[(one.value, one.label) for one in PublicFileState], default="read")
    as_of = models.DateField()
    is_dated = models.BooleanField()
    preview = models.JSONField()
    pending = models.JSONField(default=list)
    sent_at = models.DateTimeField()
    sent_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(USER, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-sent_at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["sha256"], condition=Q(state="kept"), name="public_file_kept_once"),
            models.CheckConstraint(
                condition=Q(state="read", settled_at__isnull=True) | (~Q(state="read") & Q(settled_at__isnull=False)),
                name="public_file_says_when_it_was_settled",
            ),
        ]

    def __str__(self) -> str:
        return self.file_name

    @property
    def state_label(self) -> str:
        return PublicFileState(self.state).label


class PublicFigure(models.Model):
    """A figure of a council, or of a region that is only compared with, in a period, as a file of a day said it.

    ``value`` is empty where the file has none, and ``note`` says why. Of several files' figures the newest counts, a
    final one before a provisional one; all of them stay.
    """

    id = models.BigAutoField(primary_key=True)
    host_authority = models.ForeignKey(AUTHORITY, on_delete=models.PROTECT, related_name="+")
    file = models.ForeignKey(PublicFile, on_delete=models.PROTECT, related_name="figures")
    source_kind = models.CharField(max_length=20, choices=[(one.value, one.label) for one in FigureSource])
    measure = models.CharField(max_length=60)
    label = models.CharField(max_length=200)
    unit = models.CharField(max_length=40, blank=True)
    kind = models.CharField(max_length=20, choices=[(one.value, one.label) for one in PublicFigureKind])
    ons_code = models.CharField(max_length=12)
    council = models.CharField(max_length=100)
    level = models.CharField(max_length=20, choices=[(one.value, one.value) for one in PlaceLevel])
    period = models.CharField(max_length=10)
    standing = models.CharField(max_length=20, blank=True)
    value = models.DecimalField(max_digits=20, decimal_places=6, null=True, blank=True)
    note = models.CharField(max_length=300, blank=True)
    sheet = models.CharField(max_length=60, blank=True)
    row_number = models.PositiveIntegerField()
    as_of = models.DateField()
    entered_at = models.DateTimeField()
    entered_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["measure", "-period", "council", "id"]
        indexes = [models.Index(fields=["measure", "period", "ons_code"], name="public_figure_of_a_council")]
        constraints = [
            models.UniqueConstraint(
                fields=["file", "measure", "ons_code", "period", "standing"], name="public_figure_once_a_file"
            ),
            models.CheckConstraint(condition=Q(value__isnull=False) | ~Q(note=""), name="no_figure_has_its_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.council}, {self.label}, {self.period}"

    @property
    def shown(self) -> str:
        return shown(self.value, self.unit)
