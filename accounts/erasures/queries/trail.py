"""The trail beside its seals: whether each event is as it was written, and how many have no seal yet."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.utils import timezone

from accounts.domain.context import Context
from accounts.erasures.domain.trail_chain import SealedEvent, TrailFault, faults_in_chain
from accounts.models import AuditEvent, AuditSeal, ErasedWords
from accounts.permissions import can_read_audit_trail

# The worker seals every minute; what has no seal for so long was put there past it, or nobody works.
SEALED_WITHIN = timedelta(minutes=30)


class TrailKeyMissing(RuntimeError):
    """The key is not set under which the trail is sealed."""


@dataclass(frozen=True, slots=True)
class CheckedTrail:
    """What a check of the whole trail has found; ``head`` is the last seal, to be noted elsewhere."""

    events: int
    sealed: int
    erased: int
    late: int
    head: str
    first_wrong: TrailFault | None
    wrong: int

    @property
    def is_whole(self) -> bool:
        return self.first_wrong is None and not self.late


def checked_trail() -> CheckedTrail:
    """Return whether the trail is as it was sealed; for the server, as it reads all of it."""
    if not settings.LEDGER_KEY:
        raise TrailKeyMissing("LEDGER_KEY is not set: the seals of the trail are made with it")
    faults = list(faults_in_chain(settings.LEDGER_KEY.encode(), _sealed()))
    last = AuditSeal.objects.order_by("-position").first()
    unsealed = AuditEvent.objects.filter(seal=None, at__lt=timezone.now() - SEALED_WITHIN)
    return CheckedTrail(
        events=AuditEvent.objects.count(),
        sealed=AuditSeal.objects.count(),
        erased=ErasedWords.objects.count(),
        late=unsealed.count(),
        head=last.digest if last else "",
        first_wrong=faults[0] if faults else None,
        wrong=len(faults),
    )


def _sealed() -> Iterator[SealedEvent]:
    erased = set(ErasedWords.objects.values_list("event_id", flat=True))
    seals = AuditSeal.objects.select_related("event").order_by("position")
    for seal in seals.iterator(chunk_size=2_000):
        yield SealedEvent(
            position=seal.position,
            content=content_of(seal.event),
            words=seal.event.words,
            words_digest=seal.words_digest,
            previous=seal.previous,
            digest=seal.digest,
            is_erased=seal.event_id in erased,
        )


def content_of(event: AuditEvent) -> dict[str, str]:
    """Return all that an event says but for its words: ids and fixed words, no name."""
    names = (
        "id",
        "by_id",
        "as_role",
        "verb",
        "subject_kind",
        "subject_id",
        "authority_id",
        "provider_id",
        "exercise_id",
    )
    said = {name: str(getattr(event, name) or "") for name in names}
    return said | {"at": event.at.isoformat()}


@dataclass(frozen=True, slots=True)
class TrailHead:
    """How far the trail is sealed, for whoever reads it."""

    sealed: int
    digest: str


def trail_head(context: Context | None) -> TrailHead | None:
    """Return the last seal, for those who read the trail; None before the first."""
    last = AuditSeal.objects.order_by("-position").first() if can_read_audit_trail(context) else None
    return TrailHead(last.position, last.digest) if last else None
