"""Packages that might be reviewed, as a profile's run found them in the council's own visits."""

from django.db import models

from markets.models.runs import VisitRun, exact
from markets.models.visits import HOLDERS


class PackageToReview(models.Model):
    """A client, known by a pseudonym, with whom two planned careworkers were seldom together.

    ``visits`` have a log, ``alone`` are those with one careworker's; minutes are over the whole period of the run.
    """

    id = models.BigAutoField(primary_key=True)
    run = models.ForeignKey(VisitRun, on_delete=models.CASCADE, related_name="reviews")
    authority = models.ForeignKey("register.Authority", on_delete=models.PROTECT, related_name="+")
    holder = models.CharField(max_length=12, choices=HOLDERS)
    provider = models.ForeignKey("register.Provider", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    provider_ref = models.CharField(max_length=100)
    client_ref = models.CharField(max_length=64)
    zone = models.CharField(max_length=100, blank=True)
    visits = models.PositiveIntegerField()
    alone = models.PositiveIntegerField()
    together_minutes = exact()
    planned_minutes = exact()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["run", "provider_ref", "client_ref"], name="one_review_of_a_client")
        ]
