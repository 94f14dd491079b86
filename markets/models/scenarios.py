"""Fee scenarios of an authority: saved inputs, changed until they are frozen with what they came to."""

import uuid

from django.conf import settings
from django.db import models


class FeeScenario(models.Model):
    """A named set of fee inputs, shared by the council and its independent team.

    ``inputs`` are a scenario's file; ``council`` are today's fee and the hours a week by zone, as typed; ``sources``
    say of each input where it comes from; ``further`` is what was typed on further pages of it. ``edition`` grows with
    each change, so that a second tab does not overwrite a first. A frozen scenario has its result and a digest over
    inputs and result, and never moves again.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    authority = models.ForeignKey("register.Authority", on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=100)
    note = models.CharField(max_length=500, blank=True)
    inputs = models.JSONField()
    council = models.JSONField(default=dict)
    sources = models.JSONField(default=dict)
    further = models.JSONField(default=dict, db_default={})
    release = models.ForeignKey("reports.Release", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    copied_from = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    edition = models.PositiveIntegerField(default=1)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    frozen_at = models.DateTimeField(null=True, blank=True)
    frozen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    # The council's ticks on the Ethical Care Charter, by point.
    charter = models.JSONField(default=dict, db_default={})
    digest = models.CharField(max_length=64, blank=True)
    result = models.JSONField(null=True, blank=True)

    class Meta:
        ordering = ["-changed_at"]

    @property
    def is_frozen(self) -> bool:
        return self.frozen_at is not None
