"""Reset the second factor and recovery codes of somebody who has lost them, after checking who they are."""

from collections.abc import Collection
from uuid import UUID

import structlog
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db import transaction
from django.db.models import F

from accounts import queries
from accounts.actions import account_mails, audit
from accounts.actions.portal_links import link_to
from accounts.domain.context import Context
from accounts.domain.second_factor import Checked
from accounts.models import User
from accounts.queries.wall_context import seeking

log = structlog.get_logger(__name__)


@transaction.atomic
def reset(*, by: Context, person_id: UUID, checked: Checked, provider_ids: Collection[UUID] = ()) -> User | None:
    """Reset a person's second factor, end all their sessions and tell them; None if the asker may not help them.

    ``provider_ids`` are the providers whose people the asker looks after.
    """
    person = queries.people_to_help(by, provider_ids).filter(id=person_id).first()
    if person is not None:
        _switch_off(by, person, checked.label, by.person_name)
    return person


@transaction.atomic
def reset_from_the_server(*, email: str) -> User | None:
    """Reset a second factor from the command line, for when the last administrator is locked out.

    None if nobody is found.
    """
    person = User.objects.filter(email=email.strip().lower(), is_active=True).first()
    if person is not None:
        _switch_off(None, person, "from the server", "whoever runs the portal")
    return person


def _switch_off(by: Context | None, person: User, how: str, who: str) -> None:
    with seeking(person.id):
        Authenticator.objects.filter(user=person).delete()
        User.objects.filter(id=person.id).update(session_round=F("session_round") + 1)
    audit.record(by=by, verb="reset a second factor", kind="person", id=person.id, words=how)
    transaction.on_commit(lambda: _tell(person, who), robust=True)


def _tell(person: User, who: str) -> None:
    words = {
        "name": person.full_name,
        "who": who,
        "portal_name": settings.PORTAL_NAME,
        "link": link_to("account_login"),
        "contact": link_to("contact"),
    }
    try:
        account_mails.send(
            "accounts/mail/second_factor_reset", words, to=person.email, subject="Your second factor has been reset"
        )
    except Exception:  # a mail server that is away must not lock them out for longer
        log.exception("a mail could not be sent", subject="second factor reset", person=str(person.id))
