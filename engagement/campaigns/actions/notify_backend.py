"""Deliver messages by GOV.UK Notify, with a template of one subject and one body that ours fill."""

import http.client
import json
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from urllib.parse import urlencode, urlsplit

from django.conf import settings

from accounts.actions.mail_backends import DeliveryAttempt, OutgoingMail, shortened
from accounts.domain.delivery import Delivery
from accounts.domain.mail_refusals import alike
from engagement.campaigns.domain.notify import (
    News,
    delivery_of,
    key_from,
    news_in,
    token,
)

PATH, LIST = "/v2/notifications/email", "/v2/notifications"
MOST_BYTES = 5_000_000
OUR_OWN_TROUBLE = (401, 403, 429)


class NotifyBackend:
    """Sends over one connection a batch. Connecting is a step of its own: until it is done nothing was handed over."""

    def __init__(self) -> None:
        self.key = key_from(settings.NOTIFY_API_KEY)
        where = urlsplit(settings.NOTIFY_URL)
        kind = http.client.HTTPSConnection if where.scheme == "https" else http.client.HTTPConnection
        self.connection = kind(where.hostname or "", where.port, timeout=settings.EMAIL_TIMEOUT)

    def send(self, outgoing: OutgoingMail) -> DeliveryAttempt:
        try:
            self.connection.connect()
        except OSError as trouble:
            return DeliveryAttempt(Delivery.LATER, shortened(trouble), is_down=True)
        try:
            status, words = self._asked(outgoing)
        except (OSError, http.client.HTTPException) as trouble:
            return DeliveryAttempt(Delivery.DOUBT, shortened(trouble))
        finally:
            self.close()
        delivery = delivery_of(status, words)
        said = "" if delivery is Delivery.ACCEPTED else shortened(words)
        refusal = f"{status} {alike(said)}" if 400 <= status < 500 else ""
        return DeliveryAttempt(delivery, said, is_down=status in OUR_OWN_TROUBLE, refusal=refusal)

    def _asked(self, outgoing: OutgoingMail) -> tuple[int, str]:
        headers = self._proof() | {"Content-Type": "application/json"}
        self.connection.request("POST", PATH, json.dumps(_asking(outgoing)), headers)
        answer = self.connection.getresponse()
        return answer.status, answer.read(10_000).decode("utf-8", "replace")

    def news(self, **asked: object) -> list[News]:
        """Return a page of what became of messages, the newest first; raises if Notify cannot be asked."""
        path = f"{LIST}?{urlencode({'template_type': 'email', **asked}, doseq=True)}"
        try:
            self.connection.request("GET", path, headers=self._proof())
            answer = self.connection.getresponse()
            words = answer.read(MOST_BYTES)
        finally:
            self.close()
        if answer.status != 200:
            raise http.client.HTTPException(f"{answer.status} {shortened(words)}")
        return news_in(json.loads(words))

    def _proof(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {token(self.key, int(time.time()))}"}

    def close(self) -> None:
        with suppress(OSError):
            self.connection.close()


@contextmanager
def opened() -> Iterator[NotifyBackend]:
    post = NotifyBackend()
    try:
        yield post
    finally:
        post.close()


def _asking(outgoing: OutgoingMail) -> dict[str, object]:
    asked: dict[str, object] = {
        "email_address": outgoing.address,
        "template_id": settings.NOTIFY_TEMPLATE_ID,
        "personalisation": {"subject": outgoing.subject, "body": outgoing.text},
        "reference": outgoing.message_id,
    }
    if outgoing.opt_out_link:
        asked["one_click_unsubscribe_url"] = outgoing.opt_out_link
    if settings.NOTIFY_REPLY_TO_ID:
        asked["email_reply_to_id"] = settings.NOTIFY_REPLY_TO_ID
    return asked
