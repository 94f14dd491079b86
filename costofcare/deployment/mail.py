"""Mail that goes out and comes in: to a server, by an address of one's own, no password in the clear."""

from collections.abc import Iterator
from email.utils import parseaddr
from typing import Any
from urllib.parse import urlsplit

from costofcare.deployment.web import is_local

SMTP = "django.core.mail.backends.smtp.EmailBackend"


def mail_is_sent(settings: Any) -> Iterator[str]:
    if settings.EMAIL_BACKEND != SMTP:
        yield (
            "EMAIL_URL names no mail server: invitations would be printed or kept, and nobody would get one. "
            "Such as smtp+tls://name:password@mail.council.example:587"
        )
    elif not settings.EMAIL_HOST:
        yield "EMAIL_URL names no host. Such as smtp+tls://name:password@mail.council.example:587"
    elif settings.EMAIL_HOST_PASSWORD and not is_encrypted(settings) and not is_local(settings.EMAIL_HOST):
        yield "EMAIL_URL sends a password in the clear: begin it with smtp+tls:// or smtp+ssl://."


def is_encrypted(settings: Any) -> bool:
    return bool(getattr(settings, "EMAIL_USE_TLS", False) or getattr(settings, "EMAIL_USE_SSL", False))


def mail_has_a_sender(settings: Any) -> Iterator[str]:
    address = parseaddr(settings.DEFAULT_FROM_EMAIL)[1]
    domain = address.rpartition("@")[2]
    if "." not in domain or is_local(domain):
        yield (
            "FROM_EMAIL is no address that people could answer. "
            "Such as Cost of Care Portal <costs@council.example>; the mail server has to send for it."
        )


def campaigns_have_a_template(settings: Any) -> Iterator[str]:
    if settings.NOTIFY_API_KEY and not settings.NOTIFY_TEMPLATE_ID:
        yield "NOTIFY_API_KEY is set, and NOTIFY_TEMPLATE_ID is not: no campaign could go out."


def mailbox_is_read_in_secret(settings: Any) -> Iterator[str]:
    where = urlsplit(settings.IMAP_URL)
    if not settings.IMAP_URL:
        return
    if where.scheme not in ("imaps", "imap+tls", "imap") or not where.hostname:
        yield "IMAP_URL is no address of a mailbox. Such as imaps://name:password@mail.council.example/INBOX"
    elif where.scheme == "imap" and not is_local(where.hostname):
        yield "IMAP_URL signs in in the clear: begin it with imaps:// or imap+tls://."
    if not settings.MAILBOX_ADDRESS:
        yield "IMAP_URL is set, and MAILBOX_ADDRESS is not: no answer would ever come to that mailbox."
