"""Annex A and Annex B as they were made of a release: kept sealed, with what they are made of."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from reports.domain.document_states import DocumentState
from reports.models.releases import Release


class AnnexDocument(models.Model):
    """A document of a release, of each kind once; a worker makes it, and it never changes again.

    ``source`` is all that is printed, frozen when it was asked for, and ``sealed`` the file; both are sealed, as the
    statutory edition is exact. ``layout`` names the programs that laid it out: others may give other bytes.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    release = models.ForeignKey(Release, on_delete=models.PROTECT, related_name="documents")
    exercise = models.ForeignKey("register.Exercise", on_delete=models.PROTECT, related_name="+")
    authority = models.ForeignKey("register.Authority", on_delete=models.PROTECT, related_name="+")
    for_publication = models.BooleanField()
    kind = models.CharField(max_length=20)
    state = models.CharField(max_length=10, choices=[(s.value, s.label) for s in DocumentState], default="received")
    source = models.BinaryField()
    sealed = models.BinaryField(default=b"")
    size = models.PositiveIntegerField(default=0)
    sha256 = models.CharField(max_length=64, blank=True)
    layout = models.CharField(max_length=200, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    received_at = models.DateTimeField()
    received_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    claimed_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["kind"]
        constraints = [
            models.UniqueConstraint(fields=["release", "kind"], name="document_made_once"),
            models.CheckConstraint(condition=~Q(state="made") | ~Q(sha256=""), name="made_document_has_a_digest"),
        ]
