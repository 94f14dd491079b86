"""Published lists of places that an authority imported, for its own area, and files that wait for a worker."""

import uuid

from django.db import models
from django.db.models import F, Q

from markets.models.runs import VisitRun
from markets.places.domain.place_sources import PlaceKind, PlaceSource


class PlaceList(models.Model):
    """Postcodes or classes of one authority's area, as one file said; the newest of a kind that was kept holds.

    ``places`` are rows of postcode, east and north (metres, whole hundreds), LSOA and class, or of LSOA and class;
    ``beyond`` are postcode, east and north of home-care locations of the register near the area. What became of the
    file's rows adds up to ``rows``; ``attribution`` is what its licence asks to be shown.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    authority = models.ForeignKey("register.Authority", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12, choices=[(kind.value, kind.label) for kind in PlaceKind])
    source = models.CharField(max_length=12, choices=[(source.value, source.label) for source in PlaceSource])
    file_name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    area = models.CharField(max_length=9, blank=True)
    attribution = models.CharField(max_length=500)
    places = models.JSONField()
    beyond = models.JSONField(default=list, db_default=[])
    rows = models.PositiveIntegerField()
    used = models.PositiveIntegerField()
    elsewhere = models.PositiveIntegerField(default=0)
    other_nation = models.PositiveIntegerField(default=0)
    ended = models.PositiveIntegerField(default=0)
    without_point = models.PositiveIntegerField(default=0)
    repeated = models.PositiveIntegerField(default=0)
    unread = models.PositiveIntegerField(default=0)
    made_at = models.DateTimeField()
    kept_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-made_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    rows=F("used")
                    + F("elsewhere")
                    + F("other_nation")
                    + F("ended")
                    + F("without_point")
                    + F("repeated")
                    + F("unread")
                ),
                name="rows_of_places_add_up",
            )
        ]


class PlaceFilePart(models.Model):
    """A piece of a list that was sent, sealed, until a worker has read it."""

    run = models.ForeignKey(VisitRun, on_delete=models.CASCADE, related_name="+")
    authority = models.ForeignKey("register.Authority", on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    sealed = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["run", "number"], name="one_piece_of_places_of_a_number")]
