"""What mails about 1-2-1s and about events have in common: the appointment, and the mail that carries it."""

from email.utils import parseaddr
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone

from accounts.actions import mail_queue
from accounts.actions.mail_backends import OutgoingMail
from engagement.meetings.domain.calendar_files import Appointment
from engagement.meetings.domain.meeting_mails import MeetingMail
from engagement.models import Booking, Event, Notice, Slot

TEMPLATE = "mail/portal_mail"


def appointment(meeting: Booking | Event, at: Slot | Event, whom: tuple[str, str], **said: Any) -> Appointment:
    """Return the appointment for one person, with the same uid in all mail about a meeting; calendars have it once.

    The portal is the organiser.
    """
    return Appointment(
        uid=f"{meeting.id}@{urlsplit(settings.PORTAL_URL).hostname or 'portal'}",
        starts_at=at.starts_at,
        ends_at=at.ends_at,
        organiser=(settings.PORTAL_NAME, parseaddr(settings.DEFAULT_FROM_EMAIL)[1]),
        attendees=(whom,),
        stamped_at=timezone.now(),
        **said,
    )


def outgoing_of(notice: Notice, mail: MeetingMail) -> OutgoingMail:
    """Return the mail to send; answers go to the team, as those to campaigns do."""
    words = {"mail": mail.words, "name": notice.to_name, "portal_name": settings.PORTAL_NAME, "link": mail.link}
    return OutgoingMail(
        message_id=mail_queue.message_id(notice.id),
        address=notice.to_email,
        subject=mail.words.subject,
        text=render_to_string(f"{TEMPLATE}.txt", words),
        html=render_to_string(f"{TEMPLATE}.html", words),
        reply_to="" if notice.to_officer else settings.MAILBOX_ADDRESS,
        calendar=mail.calendar,
        method=mail.method,
        is_automatic=True,
    )
