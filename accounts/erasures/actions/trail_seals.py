"""Seal the trail, a little after it was written: no action waits for another's seal."""

from datetime import timedelta

from django.conf import settings
from django.db import transaction

from accounts.actions.advisory_lock import take_turn
from accounts.erasures.domain.trail_chain import GENESIS, seal_of, words_digest
from accounts.erasures.queries.trail import content_of
from accounts.models import AuditEvent, AuditSeal

AT_A_TIME = 2_000
# Transactions that are still at it may yet write an event of before; none lasts so long.
LOOK_BACK = timedelta(hours=2)


def seal_new(*, everything: bool = False) -> int:
    """Seal what has no seal yet, and return how much that was; ``everything`` also looks at what is long past."""
    sealed = 0
    while found := _seal_some(everything):
        sealed += found
        if found < AT_A_TIME:
            break
    return sealed


@transaction.atomic
def _seal_some(everything: bool) -> int:
    take_turn("seals of the trail")
    last = AuditSeal.objects.select_related("event").order_by("-position").first()
    events = AuditEvent.objects.filter(seal=None).order_by("at", "id")
    if last and not everything:
        events = events.filter(at__gt=last.event.at - LOOK_BACK)
    position, previous = (last.position, last.digest) if last else (0, GENESIS)
    seals = []
    for event in events[:AT_A_TIME]:
        position += 1
        seals.append(_sealed(event, position, previous))
        previous = seals[-1].digest
    AuditSeal.objects.bulk_create(seals)
    return len(seals)


def _sealed(event: AuditEvent, position: int, previous: str) -> AuditSeal:
    key, content = settings.LEDGER_KEY.encode(), content_of(event)
    words = words_digest(key, content["id"], event.words)
    digest = seal_of(key, position, content, words, previous)
    return AuditSeal(position=position, event=event, words_digest=words, previous=previous, digest=digest)


def head() -> AuditSeal:
    """Return the last seal."""
    return AuditSeal.objects.order_by("-position")[0]
