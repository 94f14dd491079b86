"""Find mails that may not have arrived, and servers that do not take ours."""

from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings
from django.db.models import QuerySet

from accounts.domain.context import Context
from accounts.domain.delivery import UNCERTAIN
from accounts.models import (
    Mail,
    MailServer,
)


def mails_in_doubt(context: Context | None, exercise_id: UUID) -> QuerySet[Mail]:
    """Return mail about returns and releases that may not have arrived, for those who read returns and decide on it."""
    return _mails(context).filter(exercise_id=exercise_id, state__in=UNCERTAIN).order_by("made_at")


def mail_for(context: Context | None, mail_id: UUID) -> Mail | None:
    return _mails(context).filter(id=mail_id).first()


def _mails(context: Context | None) -> QuerySet[Mail]:
    if context is None or not context.reads_returns or context.authority_id is None:
        return Mail.objects.none()
    return Mail.objects.filter(authority_id=context.authority_id)


def smtp_name() -> str:
    """Return the name of the SMTP server that mail is handed to as things are set now."""
    return f"{settings.EMAIL_HOST}:{settings.EMAIL_PORT}"


def notify_name() -> str:
    return str(urlsplit(settings.NOTIFY_URL).netloc)


def stopped_mail_servers() -> list[MailServer]:
    """Return the servers in use that do not take our mail: that is nobody's secret, and what they said names nobody."""
    names = [smtp_name(), *([notify_name()] if settings.NOTIFY_API_KEY else [])]
    return list(MailServer.objects.filter(name__in=names, stopped_at__isnull=False).order_by("stopped_at"))


def mail_server_of_campaigns() -> MailServer | None:
    """Return the server that campaigns go out by if it does not take our mail."""
    name = notify_name() if settings.NOTIFY_API_KEY else smtp_name()
    return next((server for server in stopped_mail_servers() if server.name == name), None)
