"""Open an authority's returns to an administrator for an hour: for a reason, told to all, and each page written down.

What is opened is a role that ends by itself: its end is written at its beginning. It is nobody's role otherwise, so
that neither mails nor lists of colleagues take its holder for an analyst.
"""

from uuid import UUID

import structlog
from django.conf import settings
from django.db import transaction
from django.utils import timezone

from accounts import queries
from accounts.actions import account_mails, audit
from accounts.actions.advisory_lock import take_turn
from accounts.actions.portal_links import link_to
from accounts.domain.context import Context
from accounts.domain.emergencies import (
    ENDED,
    LASTS,
    LONGEST_REASON,
    LOOKED,
    OPENED,
    READS_AS,
    SHORTEST_REASON,
    label_for,
    why_not_read,
)
from accounts.domain.refusal import Refusal
from accounts.domain.roles import READS_RETURNS, RoleName
from accounts.models import Role
from accounts.permissions import can_read_in_an_emergency

log = structlog.get_logger(__name__)
WHO = Refusal("Only administrators read returns in an emergency.")
REASON = Refusal(f"Give the reason in {SHORTEST_REASON} to {LONGEST_REASON} characters: auditors will read it.")


@transaction.atomic
def open_returns(*, by: Context, authority_id: UUID, authority_name: str, reason: str) -> Role | Refusal:
    """Open them from now on for an hour; while they are open the same once more changes nothing."""
    take_turn(f"emergency {by.person_id}")
    reason = " ".join(reason.split())
    held = queries.roles_held_by(by.person_id)
    if not can_read_in_an_emergency(by) or RoleName.ADMINISTRATOR not in held:
        return WHO
    if because := why_not_read(held):
        return Refusal(because)
    if not SHORTEST_REASON <= len(reason) <= LONGEST_REASON:
        return REASON
    running = queries.emergencies_running(by).filter(person_id=by.person_id, authority_id=authority_id).first()
    return running or _open(by, authority_id, authority_name, reason)


def _open(by: Context, authority_id: UUID, authority_name: str, reason: str) -> Role:
    now = timezone.now()
    ends_at = now + LASTS
    role = Role.objects.create(
        person_id=by.person_id, name=READS_AS.value, authority_id=authority_id,
        scope_label=label_for(authority_name, f"{timezone.localtime(ends_at):%H:%M}"),
        granted_by_id=by.person_id, granted_at=now, ended_at=ends_at, ended_by_id=by.person_id,
    )  # fmt: skip
    audit.record_on(role, by=by, verb=OPENED, kind="role", words=reason)
    addresses = {*queries.addresses_of_administrators(), *queries.addresses_of_readers(authority_id, READS_RETURNS)}
    words = {
        "who": by.person_name,
        "authority": authority_name,
        "until": timezone.localtime(ends_at),
        "portal_name": settings.PORTAL_NAME,
        "link": link_to("emergencies"),
    }
    transaction.on_commit(lambda: _tell(sorted(addresses), words), robust=True)
    return role


def _tell(addresses: list[str], words: dict[str, object]) -> None:
    """Write to each; a mail server that is away keeps nobody from an emergency, and the trail has it."""
    for address in addresses:
        try:
            account_mails.send(
                "accounts/mail/emergency", words, to=address, subject="Returns have been opened in an emergency"
            )
        except Exception:
            log.exception("a mail could not be sent", subject="emergency")


@transaction.atomic
def end(*, by: Context, role_id: UUID) -> bool:
    """End an emergency at once; any administrator may. Return False if none runs."""
    role = queries.emergencies_running(by).filter(id=role_id).first() if can_read_in_an_emergency(by) else None
    if role is None:
        return False
    Role.objects.filter(id=role.id).update(ended_at=timezone.now(), ended_by_id=by.person_id)
    audit.record_on(role, by=by, verb=ENDED, kind="role", words=role.scope_label)
    return True


def note_page(*, by: Context, path: str) -> None:
    """Write down that a page was opened in an emergency."""
    audit.record(by=by, verb=LOOKED, kind="page", words=path)
