"""The columns that every row of this room has, by which the database guards it."""

import uuid
from collections.abc import Iterable

from django.db import models

from engagement.domain.owner_team import OwnerTeam


def choices(words: Iterable[object]) -> list[tuple[str, str]]:
    """Return the choices of an enum whose members have labels."""
    return [(word.value, word.label) for word in words]  # type: ignore[attr-defined]


class Scoped(models.Model):
    """A row of one authority's, in one exercise."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    exercise = models.ForeignKey("register.Exercise", on_delete=models.PROTECT, related_name="+")
    authority = models.ForeignKey("register.Authority", on_delete=models.PROTECT, related_name="+")

    class Meta:
        abstract = True


class OfALocation(Scoped):
    """A row about one location in one exercise."""

    participation = models.ForeignKey("register.Participation", on_delete=models.PROTECT, related_name="+")
    provider = models.ForeignKey("register.Provider", on_delete=models.PROTECT, related_name="+")

    class Meta:
        abstract = True


class Sided(models.Model):
    """A row of the team's or the council's; each side changes only its own."""

    side = models.CharField(max_length=10, choices=choices(OwnerTeam))

    class Meta:
        abstract = True
