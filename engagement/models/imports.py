"""Imports of old logs: the file while it is needed, what would be entered, and the result; and what words meant."""

import uuid

from django.conf import settings
from django.db import models

from engagement.contacts.domain.log_words.questions import QuestionKind
from engagement.models.scope import Scoped, Sided
from register.domain.imports import ImportState

STATES = {ImportState.READY: "To be confirmed", ImportState.CONFIRMED: "Waiting to be entered"}
STATES |= {ImportState.APPLYING: "Being entered", ImportState.DONE: "Taken in"}


class LogImport(Scoped, Sided):
    """The import of a log.

    ``sealed``, ``preview`` and ``corrections`` are emptied once it is over, ``plan_sha256`` is the previewed plan's.
    ``corrections`` are cells that somebody put right, by row and column, and rows that they leave out.
    """

    file_name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    sealed = models.BinaryField(default=b"")
    preview = models.JSONField(default=dict, blank=True)
    corrections = models.JSONField(default=dict, blank=True)
    plan_sha256 = models.CharField(max_length=64, blank=True)
    state = models.CharField(
        max_length=20, choices=[(s.value, STATES.get(s, s.label)) for s in ImportState], default="received"
    )
    words = models.TextField(blank=True)
    rows_read = models.PositiveIntegerField(default=0)
    tries = models.PositiveSmallIntegerField(default=0)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    received_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True, blank=True)
    claimed_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    entered = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["-received_at"]


class LogMeaning(Sided):
    """What a word or column of an old log means to the people of one side: kept for their next file.

    ``says`` is how the file had it, ``word`` the form in which it is compared.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    authority = models.ForeignKey("register.Authority", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20, choices=[(kind.value, kind.label) for kind in QuestionKind])
    word = models.CharField(max_length=200, blank=True)
    says = models.CharField(max_length=200)
    meaning = models.TextField()
    label = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    said_at = models.DateTimeField()

    class Meta:
        ordering = ["kind", "says"]
        constraints = [
            models.UniqueConstraint(fields=["authority", "side", "kind", "word"], name="one_meaning_of_a_word")
        ]
