"""Soft market tests: which providers are asked, and what each of them writes."""

from django.db import models

from engagement.models.interviews import USER, FrameMember, OfAStudy


class AskedProvider(OfAStudy):
    """A provider that a soft market test asks, with its owner as it was, and when it sent answers last; no word."""

    member = models.OneToOneField(FrameMember, on_delete=models.PROTECT, related_name="+")
    provider = models.ForeignKey("register.Provider", on_delete=models.PROTECT, related_name="+")
    owner = models.ForeignKey("register.Owner", on_delete=models.PROTECT, related_name="+")
    exercise = models.ForeignKey("register.Exercise", on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint("study", "provider", name="market_test_asks_a_provider_once")]


class WrittenAnswer(OfAStudy):
    """What a provider writes: ``typed`` is its own alone, ``sent`` is read by the team once the test has closed."""

    asked = models.OneToOneField(AskedProvider, on_delete=models.PROTECT, related_name="answer")
    provider = models.ForeignKey("register.Provider", on_delete=models.PROTECT, related_name="+")
    typed = models.JSONField(default=dict)
    saved_at = models.DateTimeField()
    saved_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField(default=0)
    sent = models.JSONField(default=dict)
    sent_at = models.DateTimeField(null=True, blank=True)
    sent_by = models.ForeignKey(USER, null=True, on_delete=models.PROTECT, related_name="+")

    @property
    def has_draft(self) -> bool:
        """Tell whether something is typed that was not sent."""
        return bool(self.typed != self.sent)
