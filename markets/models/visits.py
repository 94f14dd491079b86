"""Visits that are held: each file as a dataset, how its layout is read, and the half-minute table made of it.

The visits themselves lie outside the database (docs/decisions, visits in Parquet); no row here names a client or a
careworker.
"""

import uuid

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from markets.visits.domain.dataset_states import DatasetState, VisitHolder

HOLDERS = [(holder.value, holder.label) for holder in VisitHolder]


class VisitMapping(models.Model):
    """How a layout of files is read, asked once: no data of a file, so that another authority may take it over.

    ``fingerprint`` is of the header's names, the delimiter and the look of the dates; ``providers`` says which location
    a file's word for a provider means. A row that ``is_shared`` is a copy without providers, for every authority.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    authority = models.ForeignKey("register.Authority", on_delete=models.PROTECT, related_name="+")
    holder = models.CharField(max_length=12, choices=HOLDERS)
    name = models.CharField(max_length=100)
    fingerprint = models.CharField(max_length=64)
    header = models.JSONField(default=list)
    columns = models.JSONField(default=dict)
    words = models.JSONField(default=dict)
    zone = models.CharField(max_length=40, default="Europe/London")
    dates = models.CharField(max_length=3, blank=True)
    providers = models.JSONField(default=dict)
    edition = models.PositiveIntegerField(default=1)
    is_shared = models.BooleanField(default=False)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["authority", "holder", "fingerprint", "is_shared"], name="one_mapping_of_a_layout"
            )
        ]


class Dataset(models.Model):
    """One file of visits: whose it is for ever, what became of its rows, and where they lie once taken in.

    ``copies``, ``waiting``, ``refused``, ``used`` and ``elsewhere`` (paid by others and not stored) add up to ``rows``.
    ``folder`` is where its Parquet lies, under the store's root; blank until it is taken in. ``findings`` are marks
    with their counts and sentences, ``questions`` what a person has to say before it is taken in.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    authority = models.ForeignKey("register.Authority", on_delete=models.PROTECT, related_name="+")
    holder = models.CharField(max_length=12, choices=HOLDERS)
    provider = models.ForeignKey("register.Provider", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=12, choices=[(s.value, s.label) for s in DatasetState], default="received")
    file_name = models.CharField(max_length=200)
    file_kind = models.CharField(max_length=8, blank=True)
    file_reference = models.CharField(max_length=100, blank=True)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    first_day = models.DateField(null=True, blank=True)
    last_day = models.DateField(null=True, blank=True)
    mapping = models.ForeignKey(VisitMapping, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    mapping_edition = models.PositiveIntegerField(null=True, blank=True)
    layout = models.JSONField(default=dict)
    questions = models.JSONField(default=list)
    answers = models.JSONField(default=dict)
    findings = models.JSONField(default=list)
    words = models.TextField(blank=True)
    rows = models.PositiveBigIntegerField(default=0)
    used = models.PositiveBigIntegerField(default=0)
    copies = models.PositiveBigIntegerField(default=0)
    waiting = models.PositiveBigIntegerField(default=0)
    refused = models.PositiveBigIntegerField(default=0)
    elsewhere = models.PositiveBigIntegerField(default=0)
    visits = models.PositiveBigIntegerField(default=0)
    fields = models.JSONField(default=list)
    by_month = models.JSONField(default=dict)
    folder = models.CharField(max_length=200, blank=True)
    digest = models.CharField(max_length=64, blank=True)
    replaces = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    progress = models.PositiveBigIntegerField(default=0)
    tries = models.PositiveSmallIntegerField(default=0)
    received_at = models.DateTimeField()
    received_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    claimed_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-received_at"]
        indexes = [
            models.Index(fields=["state", "claimed_at"], name="dataset_state"),
            models.Index(fields=["authority", "holder", "first_day"], name="dataset_period"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="taken_in")
                | Q(
                    rows=models.F("used")
                    + models.F("copies")
                    + models.F("waiting")
                    + models.F("refused")
                    + models.F("elsewhere")
                ),
                name="rows_of_a_dataset_add_up",
            ),
            models.UniqueConstraint(
                fields=["authority", "holder", "sha256"],
                condition=Q(state="taken_in"),
                name="file_taken_in_once",
            ),
        ]


class SealedPart(models.Model):
    """A piece of a file that was sent, sealed, while it is mapped; gone once its dataset is taken in or given up."""

    dataset = models.ForeignKey(Dataset, on_delete=models.CASCADE, related_name="parts")
    authority = models.ForeignKey("register.Authority", on_delete=models.PROTECT, related_name="+")
    holder = models.CharField(max_length=12, choices=HOLDERS)
    number = models.PositiveIntegerField()
    sealed = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["dataset", "number"], name="one_part_of_a_number")]


class HalfMinutes(models.Model):
    """How many attendances are alike in all that a payment rule asks of a visit (MARKETS.md §0.1).

    ``period`` is the first day of the rate period: of the month, or of a rate card that begins within it. ``planned``
    are whole minutes, -1 without a plan; ``delivered`` half-minutes, rounded down; ``notice`` whole hours, of cancelled
    ones alone. No reference to a person is in it, but a cell may still describe one client.
    """

    id = models.BigAutoField(primary_key=True)
    dataset = models.ForeignKey(Dataset, on_delete=models.CASCADE, related_name="+")
    authority = models.ForeignKey("register.Authority", on_delete=models.PROTECT, related_name="+", db_index=False)
    holder = models.CharField(max_length=12, choices=HOLDERS)
    provider = models.ForeignKey("register.Provider", on_delete=models.PROTECT, related_name="+", db_index=False)
    location = models.ForeignKey("register.Location", on_delete=models.PROTECT, related_name="+", db_index=False)
    contract = models.CharField(max_length=60, blank=True)
    zone = models.CharField(max_length=60, blank=True)
    ruc = models.CharField(max_length=10, blank=True)
    period = models.DateField()
    day_type = models.CharField(max_length=12)
    is_further = models.BooleanField(default=False)
    planned = models.SmallIntegerField()
    delivered = models.SmallIntegerField()
    outcome = models.CharField(max_length=20)
    notice = models.IntegerField(null=True, blank=True)
    by_hand = models.BooleanField(default=False)
    count = models.PositiveIntegerField()

    class Meta:
        indexes = [models.Index(fields=["authority", "holder", "period"], name="half_minutes_period")]


class CountedLengths(models.Model):
    """Half-minutes of attendances that are alike but for how long they lasted, in arrays: what the payment lab reads.

    ``counts`` says how many lasted each of the half-minutes in ``delivered``, ``number`` how many these are together.
    A row is of one rate period, or of all that its dataset holds (``period`` is null): from ``first_period`` to
    ``last_period``, which each row of the dataset says. Made anew whenever half-minutes change.
    """

    id = models.BigAutoField(primary_key=True)
    dataset = models.ForeignKey(Dataset, on_delete=models.CASCADE, related_name="+")
    authority = models.ForeignKey("register.Authority", on_delete=models.PROTECT, related_name="+", db_index=False)
    holder = models.CharField(max_length=12, choices=HOLDERS)
    provider = models.ForeignKey("register.Provider", on_delete=models.PROTECT, related_name="+", db_index=False)
    location = models.ForeignKey("register.Location", on_delete=models.PROTECT, related_name="+", db_index=False)
    zone = models.CharField(max_length=60, blank=True)
    day_type = models.CharField(max_length=12)
    is_further = models.BooleanField(default=False)
    planned = models.SmallIntegerField()
    outcome = models.CharField(max_length=20)
    notice = models.IntegerField(null=True, blank=True)
    by_hand = models.BooleanField(default=False)
    period = models.DateField(null=True, blank=True)
    first_period = models.DateField()
    last_period = models.DateField()
    number = models.PositiveIntegerField()
    delivered = ArrayField(models.SmallIntegerField())
    counts = ArrayField(models.IntegerField())

    class Meta:
        indexes = [models.Index(fields=["authority", "holder", "period"], name="counted_lengths_period")]
