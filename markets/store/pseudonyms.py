"""The key of an authority's pseudonyms: it lies outside the database, as the ledger's does."""

from uuid import UUID

from django.conf import settings

from markets.visits.domain.pseudonyms import HALF, PseudonymKey, authority_key, plain_reference, signed

__all__ = ["HALF", "PseudonymKey", "VisitsKeyMissing", "key_of", "plain_reference", "signed"]


class VisitsKeyMissing(Exception):
    """Without a key no reference could be kept apart from its name."""


def key_of(authority_id: UUID) -> PseudonymKey:
    master = settings.VISITS_KEY or settings.LEDGER_KEY
    if not master:
        raise VisitsKeyMissing("VISITS_KEY is not set: without it no visits can be taken in")
    return authority_key(str(master), authority_id)
