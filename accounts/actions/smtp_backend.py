"""Deliver mail by SMTP, or by whatever Django's e-mail settings say; one connection a batch."""

import smtplib
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection

from accounts import queries
from accounts.actions.mail_backends import DeliveryAttempt, MailBackend, OutgoingMail, shortened
from accounts.actions.mail_servers import WatchedBackend
from accounts.domain.delivery import Delivery
from accounts.domain.mail_refusals import Blame, alike, fault_of, is_about_size

TEMPORARY = range(400, 500)


class SmtpBackend:
    """Sends mail and notes whether the message had begun when something broke.

    Before that it was surely not accepted.
    """

    def __init__(self) -> None:
        self.connection = get_connection()
        self.has_begun = False

    def send(self, outgoing: OutgoingMail) -> DeliveryAttempt:
        try:
            self._open()
        except Exception as trouble:  # no server, no name, no sign-in: whatever it is, nothing has been handed over
            self.close()
            said = getattr(trouble, "smtp_error", "") or trouble
            return _down(getattr(trouble, "smtp_code", 0), said)
        self.has_begun = False
        try:
            self.connection.send_messages([_mail(outgoing, self.connection)])
        except smtplib.SMTPRecipientsRefused as refusal:
            code, words = next(iter(refusal.recipients.values()))
            return _answered(code, words)
        except smtplib.SMTPSenderRefused as refusal:
            self.close()
            return _down(refusal.smtp_code, refusal.smtp_error)
        except smtplib.SMTPResponseException as answer:
            return _answered(answer.smtp_code, answer.smtp_error, is_of_content=True)
        except Exception as trouble:
            self.close()
            return DeliveryAttempt(Delivery.DOUBT, shortened(trouble)) if self._in_doubt() else self._later(trouble)
        return DeliveryAttempt(Delivery.ACCEPTED)

    def _open(self) -> None:
        if self.connection.open():
            client = getattr(self.connection, "connection", None)
            if isinstance(client, smtplib.SMTP):
                client.data = self._noting(client.data)  # type: ignore[method-assign,assignment]

    def _noting(self, data: Callable[[Any], Any]) -> Callable[[Any], Any]:
        def noting(message: Any) -> Any:
            self.has_begun = True
            return data(message)

        return noting

    def _in_doubt(self) -> bool:
        """Tell whether the mail may have gone out.

        Only SMTP tells how far it came, so any other backend leaves doubt.
        """
        return self.has_begun or not hasattr(self.connection, "connection")

    def _later(self, trouble: Exception) -> DeliveryAttempt:
        return DeliveryAttempt(Delivery.LATER, shortened(trouble), is_down=True)

    def close(self) -> None:
        with suppress(Exception):  # a connection that is broken cannot be closed politely
            self.connection.close()


@contextmanager
def opened() -> Iterator[MailBackend]:
    post = SmtpBackend()
    try:
        yield WatchedBackend(post, queries.smtp_name())
    finally:
        post.close()


def _answered(code: int, words: object, *, is_of_content: bool = False) -> DeliveryAttempt:
    """Return the result where the server has said that it did not take the message.

    What it says of a message's content is never about the address.
    """
    said = f"{code} {shortened(words)}"[:300]
    return DeliveryAttempt(_delivery(code, said, is_of_content), said, refusal=alike(said))


def _delivery(code: int, said: str, is_of_content: bool) -> Delivery:
    if code in TEMPORARY:
        return Delivery.LATER
    fault = fault_of(said)
    if fault is Blame.OTHER and not is_about_size(said):
        return Delivery.NOT_TAKEN
    return Delivery.BAD_ADDRESS if fault is Blame.ADDRESS and not is_of_content else Delivery.REFUSED


def _down(code: int, words: object) -> DeliveryAttempt:
    """Return the result where the server refuses us before it has heard of a recipient, or does not answer at all."""
    said = f"{code} {shortened(words)}"[:300] if code > 0 else shortened(words)
    return DeliveryAttempt(Delivery.LATER, said, is_down=True, refusal=alike(said) if code > 0 else "")


def _mail(outgoing: OutgoingMail, connection: Any) -> EmailMultiAlternatives:
    """Build Django's mail. The envelope's sender gets bounces; people see the usual one."""
    mail = EmailMultiAlternatives(
        " ".join(outgoing.subject.split()),
        outgoing.text,
        outgoing.return_path or settings.DEFAULT_FROM_EMAIL,
        [outgoing.address],
        reply_to=[outgoing.reply_to] if outgoing.reply_to else None,
        headers=_headers(outgoing),
        connection=connection,
    )
    mail.attach_alternative(outgoing.html, "text/html")
    if outgoing.calendar:
        mail.attach_alternative(outgoing.calendar, f"text/calendar; method={outgoing.method}")
        mail.attach("meeting.ics", outgoing.calendar, "application/ics")
    return mail


def _headers(outgoing: OutgoingMail) -> dict[str, str]:
    """Return the headers. Automatic mail says so (RFC 3834), so that no machine answers it."""
    automatic = "auto-generated" if outgoing.is_automatic else "no"
    headers = {
        "Message-ID": outgoing.message_id,
        "From": settings.DEFAULT_FROM_EMAIL,
        "Auto-Submitted": automatic,
    }
    if outgoing.opt_out_link:
        headers |= {
            "List-Unsubscribe": f"<{outgoing.opt_out_link}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        }
    return headers
