"""Change one's own e-mail address: asked for with the password, made by the link that goes to the new address."""

from collections.abc import Callable
from functools import partial
from uuid import UUID

import structlog
from allauth.account.models import EmailAddress
from django.conf import settings
from django.core import signing
from django.db import IntegrityError, transaction

from accounts import queries
from accounts.actions import account_mails, audit
from accounts.actions.portal_links import link_to
from accounts.domain import address_mails
from accounts.domain.context import Context
from accounts.domain.portal_mail import PortalMail
from accounts.domain.refusal import Refusal
from accounts.models import User

log = structlog.get_logger(__name__)
SALT = "new address"
# The same for a link that is old, used or another's, and for an address that somebody else has taken meanwhile.
NO_LONGER = Refusal("This link no longer works, or is for another account. Ask for the change again.")


@transaction.atomic
def ask(*, by: Context | None, person: User, new: str) -> None:
    """Write to the new address, with the link that makes the change, and to the old one.

    To whoever asks it is all the same whether somebody has the new address: only its holder is told.
    """
    new = new.strip().lower()
    portal = settings.PORTAL_NAME
    audit.record(by=by, verb="asked to change their address", kind="person", id=person.id, words=f"to {new}")
    if queries.is_known(new):
        _write_later(address_mails.in_use(portal), new, link_to("contact"))
    else:
        link = link_to("accounts:confirm_address", _token(person, new))
        _write_later(address_mails.please_confirm(portal), new, link)
    _write_later(address_mails.was_asked(portal, new), person.email, link_to("account_reset_password"))


def address_in(token: str, person: User) -> str | None:
    """Return the new address that a link is for; None if it is old, used, or another person's."""
    try:
        whose, old, new = signing.loads(token, salt=SALT, max_age=address_mails.HOURS * 3600)
    except (signing.BadSignature, ValueError):
        return None
    return str(new) if UUID(whose) == person.id and old == person.email else None


@transaction.atomic
def confirm(*, by: Context | None, person: User, token: str) -> Refusal | str:
    """Make the change; return the new address, or why it was not made."""
    person = User.objects.select_for_update().get(id=person.id)
    old, new = person.email, address_in(token, person)
    if new is None or not _is_set(person, new):
        return NO_LONGER
    EmailAddress.objects.filter(user=person).delete()
    audit.record(by=by, verb="changed their address", kind="person", id=person.id, words=f"from {old} to {new}")
    for address in (old, new):
        _write_later(address_mails.has_changed(settings.PORTAL_NAME, new), address, link_to("account_login"))
    return new


def _is_set(person: User, new: str) -> bool:
    """Set the address; return False if somebody else has it by now."""
    try:
        with transaction.atomic():
            person.email = new
            person.save(update_fields=["email"])
    except IntegrityError:
        return False
    return True


def _token(person: User, new: str) -> str:
    return signing.dumps([str(person.id), person.email, new], salt=SALT)


def _write_later(mail: PortalMail, to: str, link: str) -> None:
    write: Callable[[], None] = partial(_write, mail, to, link)
    transaction.on_commit(write, robust=True)


def _write(mail: PortalMail, to: str, link: str) -> None:
    words = {"mail": mail, "portal_name": settings.PORTAL_NAME, "link": link, "name": ""}
    try:
        account_mails.send("mail/portal_mail", words, to=to, subject=mail.subject)
    except Exception:  # a mail server that is away is no reason to fail: the change can be asked for again
        log.exception("a mail could not be sent", subject="change of address")
