"""Imports into the register: the file while it is needed, what it would change, and what became of it."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from register.domain.council_questions import CouncilQuestionKind
from register.domain.imports import ImportKind, ImportState
from register.models.exercises import Exercise
from register.models.register import Authority


class RegisterImport(models.Model):
    """The import of a directory or a council's list; ``sealed`` is emptied once it is over, as such lists name people.

    ``authority`` narrows a directory to one authority; a council's list is for one ``exercise``.
    ``plan_sha256`` is the previewed plan's: only that very plan is applied.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=20, choices=[(kind.value, kind.label) for kind in ImportKind])
    state = models.CharField(max_length=20, choices=[(s.value, s.label) for s in ImportState], default="received")
    authority = models.ForeignKey(Authority, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    exercise = models.ForeignKey(Exercise, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    file_name = models.CharField(max_length=200)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    sealed = models.BinaryField()
    preview = models.JSONField(default=dict, blank=True)
    plan_sha256 = models.CharField(max_length=64, blank=True)
    words = models.TextField(blank=True)
    rows_read = models.PositiveIntegerField(default=0)
    tries = models.PositiveSmallIntegerField(default=0)
    received_at = models.DateTimeField()
    received_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    claimed_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-received_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="directory", exercise__isnull=True) | Q(kind="council_list", exercise__isnull=False),
                name="council_list_is_for_an_exercise",
            ),
        ]


class ListMeaning(models.Model):
    """What a word or column of a council's lists means: kept for the next list of its authority.

    ``says`` is how the file had it, ``word`` the form in which it is compared.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20, choices=[(kind.value, kind.label) for kind in CouncilQuestionKind])
    word = models.CharField(max_length=200, blank=True)
    says = models.CharField(max_length=200)
    meaning = models.TextField()
    label = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    said_at = models.DateTimeField()

    class Meta:
        ordering = ["kind", "says"]
        constraints = [
            models.UniqueConstraint(fields=["authority", "kind", "word"], name="one_meaning_of_a_word_of_lists")
        ]
