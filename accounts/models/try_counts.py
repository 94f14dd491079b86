"""How often something was tried."""

from django.db import models


class TryCount(models.Model):
    """How often something was tried within a window, such as a person's password from devices that are not theirs.

    ``key`` is a digest; ``free_at`` is when the next try may be made.
    """

    key = models.CharField(max_length=64, primary_key=True)
    tries = models.PositiveIntegerField()
    began_at = models.DateTimeField(db_index=True)
    free_at = models.DateTimeField()
