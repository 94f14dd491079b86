"""Send the notices about meetings by the queue of every mail; those that were overtaken are not sent."""

from uuid import UUID

from django.db.models import QuerySet

from accounts.actions import mail_queue, smtp_backend
from accounts.actions.mail_backends import OutgoingMail
from engagement.meetings.actions.booking_mails import compose
from engagement.meetings.actions.event_mails import event_mail
from engagement.meetings.actions.meeting_mails import outgoing_of
from engagement.models import Notice

AT_A_TIME = 50


def send(notice_id: UUID) -> bool:
    """Send a notice by SMTP, as GOV.UK Notify takes no calendar files.

    Return False if it is not due or is another's.
    """
    with smtp_backend.opened() as post:
        return mail_queue.send_some(_whole().filter(id=notice_id), _written, post, most=1) == 1


def sweep() -> int:
    """Send the notices that are due over one connection, and return how many were tried."""
    mail_queue.doubt(Notice.objects.all())
    with smtp_backend.opened() as post:
        return mail_queue.send_some(_whole(), _written, post, most=AT_A_TIME)


def _whole() -> QuerySet[Notice]:
    return Notice.objects.select_related(
        "booking__participation__exercise",
        "slot__officer",
        "invite__event__authority",
        "place__event__authority",
        "place__participation__exercise",
    )


def _written(notice: Notice) -> OutgoingMail | None:
    mail = compose(notice) if notice.booking_id else event_mail(notice)
    return outgoing_of(notice, mail) if mail else None
