"""Payment rules of an authority's own, runs of the payment lab that it kept, and what each provider is shown of one."""

import uuid

from django.conf import settings
from django.db import models


class OwnPaymentRule(models.Model):
    """A rule that an authority made for its lab; ``cells`` are a row of the file of rules."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    authority = models.ForeignKey("register.Authority", on_delete=models.PROTECT, related_name="+")
    label = models.CharField(max_length=100)
    cells = models.JSONField()
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["label", "made_at"]


class PaymentRun(models.Model):
    """What the lab came to, kept as it was: ``document`` holds rules, settings and figures; ``digest`` is over it.

    It never changes; ``shared_at`` says since when each provider sees its own line, ``told_at`` when its providers were
    written to: once, however often it is taken back and shared again.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    authority = models.ForeignKey("register.Authority", on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=100)
    document = models.JSONField()
    digest = models.CharField(max_length=64)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    shared_at = models.DateTimeField(null=True, blank=True)
    told_at = models.DateTimeField(null=True, blank=True)
    shared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["-made_at"]


class PaymentEffect(models.Model):
    """What a shared run does to one location: its own line with the rules' names, and nothing of others."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    run = models.ForeignKey(PaymentRun, on_delete=models.CASCADE, related_name="effects")
    authority = models.ForeignKey("register.Authority", on_delete=models.PROTECT, related_name="+")
    provider = models.ForeignKey("register.Provider", on_delete=models.PROTECT, related_name="+")
    location = models.ForeignKey("register.Location", on_delete=models.PROTECT, related_name="+")
    told = models.JSONField()
    shared_at = models.DateTimeField()

    class Meta:
        ordering = ["-shared_at"]
        constraints = [models.UniqueConstraint(fields=["run", "location"], name="one_effect_on_a_location")]
