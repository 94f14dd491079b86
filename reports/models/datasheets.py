"""Anonymised datasheets over authorities, with what each authority's own people may open."""

import uuid

from django.conf import settings
from django.db import models

from reports.domain.service_words import service_in_words
from reports.models.releases import Release


class Datasheet(models.Model):
    """A datasheet as it was made, once, in an order that nobody keeps; it never changes.

    ``document`` is its text and ``sha256`` the digest of that text. ``releases_sha256`` is the digest of the releases
    that it was made of: of the same ones there is one datasheet.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    service = models.CharField(max_length=20)
    price_date = models.DateField()
    releases_sha256 = models.CharField(max_length=64, unique=True)
    document = models.TextField()
    sha256 = models.CharField(max_length=64)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-made_at"]

    @property
    def service_words(self) -> str:
        return service_in_words(self.service)


class DatasheetMember(models.Model):
    """A release that a datasheet was made of; which row is its authority's stands in the sealed copy alone."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    datasheet = models.ForeignKey(Datasheet, on_delete=models.PROTECT, related_name="members")
    release = models.ForeignKey(Release, on_delete=models.PROTECT, related_name="+")
    exercise = models.ForeignKey("register.Exercise", on_delete=models.PROTECT, related_name="+")
    authority = models.ForeignKey("register.Authority", on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["authority__name"]
        constraints = [models.UniqueConstraint(fields=["datasheet", "authority"], name="authority_in_a_datasheet_once")]


class DatasheetCopy(models.Model):
    """An authority's own rows of a datasheet, sealed when it was made, for its own people alone."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    datasheet = models.ForeignKey(Datasheet, on_delete=models.PROTECT, related_name="copies")
    authority = models.ForeignKey("register.Authority", on_delete=models.PROTECT, related_name="+")
    sealed = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["datasheet", "authority"], name="copy_of_an_authority_once")]
