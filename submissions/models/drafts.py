"""The online return: every save of a page, and the answers that two people gave differently."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from submissions.models.returns import Return, Sensitive, Version


class Draft(Sensitive):
    """The online side of a return. ``offered`` is a workbook's version that waits for somebody to choose it."""

    submission = models.OneToOneField(Return, on_delete=models.PROTECT, related_name="draft")
    form_service = models.CharField(max_length=20)
    form_version = models.CharField(max_length=20)
    opened_at = models.DateTimeField()
    offered = models.ForeignKey(Version, null=True, blank=True, on_delete=models.PROTECT, related_name="+")


class DraftSection(Sensitive):
    """A save of one page; the newest number counts and the earlier ones stay, so that no save overwrites another.

    ``answers`` is what is kept after it, by key as typed. ``sent`` is what the page showed that was saved, and
    ``page`` which opening of it that was: the next save of the same page is compared with it, and one
    of an earlier ``step``, which was overtaken on its way, is left alone. ``filled_from`` is the
    workbook's version that the answers came from, if nobody typed them here.
    """

    draft = models.ForeignKey(Draft, on_delete=models.PROTECT, related_name="sections")
    sheet = models.CharField(max_length=80)
    number = models.PositiveIntegerField()
    answers = models.JSONField(default=dict)
    sent = models.JSONField(default=dict)
    page = models.CharField(max_length=36, blank=True)
    step = models.BigIntegerField(default=0)
    filled_from = models.ForeignKey(Version, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    saved_at = models.DateTimeField()
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["sheet", "-number"]
        constraints = [models.UniqueConstraint(fields=["draft", "sheet", "number"], name="section_numbered_once")]


class DraftClash(Sensitive):
    """An answer that was saved without knowledge of a colleague's: theirs counts until somebody chooses."""

    draft = models.ForeignKey(Draft, on_delete=models.PROTECT, related_name="clashes")
    sheet = models.CharField(max_length=80)
    key = models.CharField(max_length=80)
    answer = models.CharField(max_length=1000, blank=True)
    saved_at = models.DateTimeField()
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["saved_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["draft", "key", "saved_by"],
                condition=Q(settled_at__isnull=True),
                name="one_open_clash_a_person",
            )
        ]
