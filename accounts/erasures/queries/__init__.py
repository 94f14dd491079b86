"""Erasures, for administrators and auditors; and why somebody cannot consent to one."""

from uuid import UUID

from django.db.models import Case, CharField, Q, QuerySet, When
from django.db.models.functions import Cast
from django.utils import timezone

from accounts.domain.consent import SecondAdministrator
from accounts.domain.consent import why_not_consent as why_not_consent_of
from accounts.domain.context import Context
from accounts.domain.roles import RoleName
from accounts.erasures.domain.states import OPEN, ErasureState
from accounts.models import Erasure, Role
from accounts.permissions import can_administer, can_read_audit_trail

_NEWLY = (
    "Whoever asked for it has made you an administrator within the last seven days. Another administrator has to "
    "consent."
)


def erasures(context: Context | None) -> QuerySet[Erasure]:
    """Return all erasures, the newest first; they hold ids and numbers, no names."""
    rows = Erasure.objects.select_related("asked_by", "consented_by")
    return rows if can_read_audit_trail(context) else rows.none()


def erasures_found(context: Context | None, *, state: str = "", q: str = "") -> QuerySet[Erasure]:
    """Return the erasures in a state, and with a key or a reference that fits; those that wait for somebody first."""
    waits = Case(When(state=ErasureState.ASKED, then=0), When(state__in=OPEN, then=1), default=2)
    rows = erasures(context).order_by(waits, "-asked_at", "id")
    rows = rows.filter(state=state) if state else rows
    words = q.replace("\0", "").strip()
    keyed = rows.alias(key=Cast("subject_id", CharField())).filter(
        Q(reference__icontains=words) | Q(key__istartswith=words)
    )
    return keyed if words else rows


def open_erasure_of(context: Context | None, subject_id: UUID) -> Erasure | None:
    return erasures(context).filter(subject_id=subject_id, state__in=OPEN).first()


def erasure_for(context: Context | None, erasure_id: UUID) -> Erasure | None:
    return erasures(context).filter(id=erasure_id).first()


def why_not_consent_to(context: Context | None, erasure: Erasure) -> str:
    """Tell why the asker cannot consent to an erasure, in words for them; blank if they can."""
    if context is None or not can_administer(context):
        return "Only administrators consent to an erasure."
    if context.person_id == erasure.asked_by_id:
        return "You have asked for it. Another administrator has to consent."
    held = Role.objects.filter(person_id=context.person_id, name=RoleName.ADMINISTRATOR, ended_at=None)
    role = held.select_related("person").first()
    if role is None:
        return "Only administrators consent to an erasure."
    who = SecondAdministrator(role.person_id, role.person.email, role.granted_by_id, role.granted_at)
    return _NEWLY if why_not_consent_of(who, invited_by=erasure.asked_by_id, to="", now=timezone.now()) else ""


def erasure_rows() -> QuerySet[Erasure]:
    """Return all erasures, for the worker."""
    return Erasure.objects.all()
