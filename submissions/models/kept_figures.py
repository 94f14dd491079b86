"""Figures far from their peers that an analyst has looked at and kept."""

from django.db import models
from django.db.models import Q

from submissions.models.decisions import PartDecision

_STANDS = Q(taken_back_at__isnull=True)


class KeptFigure(PartDecision):
    """A line of a return that counts though it lies far from its peers, for as long as it is this ``figure``."""

    column = models.CharField(max_length=40)
    line = models.CharField(max_length=80)
    figure = models.CharField(max_length=200)

    class Meta:
        ordering = ["decided_at", "line"]
        constraints = [
            models.UniqueConstraint(
                fields=["submission", "column", "line"],
                condition=Q(taken_back_at__isnull=True),
                name="figure_kept_once",
            ),
            models.CheckConstraint(condition=~Q(reason="") & ~Q(words=""), name="kept_figure_says_why"),
        ]
