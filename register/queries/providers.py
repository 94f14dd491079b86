"""Find a provider in the register by what an administrator has at hand."""

from django.db.models import Q

from accounts.domain.context import Context
from register.models import Provider
from register.permissions import can_administer_register

MOST = 6


def providers_called(context: Context | None, words: str) -> list[Provider]:
    """Return the provider with this ID, location or full name; else a few whose name has these words in it."""
    if not can_administer_register(context) or not words.strip():
        return []
    said = words.strip()
    exactly = Q(cqc_provider_id__iexact=said) | Q(locations__cqc_location_id__iexact=said) | Q(name__iexact=said)
    providers = Provider.objects.order_by("name", "cqc_provider_id")
    return list(providers.filter(exactly).distinct()[:MOST]) or list(providers.filter(name__icontains=said)[:MOST])
