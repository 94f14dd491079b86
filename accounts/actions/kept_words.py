"""Keep the words of a form that came after the session's end, sealed, for the person whose session it was."""

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from accounts.actions.advisory_lock import take_turn
from accounts.actions.encryption import CannotBeOpened, seal, unseal
from accounts.domain.kept_words import KEPT_FOR, MOST_FORMS, KeptForm, packed, unpacked
from accounts.models import KeptWords, User
from accounts.queries.wall_context import seeking


@transaction.atomic
def keep(*, person_id: UUID, form: KeptForm) -> bool:
    """Keep a form; return False if it is too long, or if there is no such person."""
    with seeking(person_id):
        return _keep(person_id, form)


def _keep(person_id: UUID, form: KeptForm) -> bool:
    data = packed(form, person_id)
    if data is None or not User.objects.filter(id=person_id, is_active=True).exists():
        return False
    take_turn(f"kept words {person_id}")
    drop_old()
    theirs = KeptWords.objects.filter(person_id=person_id).order_by("-kept_at")
    for row in theirs[MOST_FORMS - 1 :]:
        row.delete()
    KeptWords.objects.create(person_id=person_id, kept_at=timezone.now(), sealed=seal(data))
    return True


@transaction.atomic
def give_back(*, person_id: UUID) -> list[KeptForm]:
    """Return what is kept for a person, the earliest first, and keep it no longer."""
    drop_old()
    rows = list(KeptWords.objects.select_for_update().filter(person_id=person_id).order_by("kept_at"))
    KeptWords.objects.filter(id__in=[row.id for row in rows]).delete()
    return [form for row in rows if (form := _opened(row))]


def drop_old() -> int:
    """Delete what was kept for too long, and return how much that was."""
    gone, _ = KeptWords.objects.filter(kept_at__lt=timezone.now() - KEPT_FOR).delete()
    return gone


def _opened(row: KeptWords) -> KeptForm | None:
    try:
        return unpacked(unseal(row.sealed), row.person_id)
    except CannotBeOpened:
        return None
