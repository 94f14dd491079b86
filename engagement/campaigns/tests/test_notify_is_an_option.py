"""GOV.UK Notify in place of SMTP: the same claims and the same care, tried against a server over TCP."""

import base64
import hmac
import json
import threading
from collections.abc import Iterator
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.core import mail

from engagement.campaigns.actions import campaigns, delivery_news, send_messages
from engagement.campaigns.domain.notify import key_from, token
from engagement.models import Contact, Message, PersonMark
from engagement.tests.campaign_steps import a_step, somebody_at
from submissions.tests.cast import Cast, as_worker

pytestmark = pytest.mark.django_db
SERVICE, SECRET = "26785a09-ab16-4eb0-8407-a37497a57506", "3d844edf-8d35-48ac-975b-e847b4f122b0"
KEY = f"our_key-{SERVICE}-{SECRET}"


class Asked(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        server: Any = self.server
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        server.asked.append((self.path, self.headers["Authorization"], body))
        if server.status is None:
            return
        self.send_response(server.status)
        self.end_headers()
        self.wfile.write(server.words.encode())

    def do_GET(self) -> None:
        """Two a page."""
        server: Any = self.server
        asked = parse_qs(urlsplit(self.path).query)
        statuses, references = asked.get("status"), asked.get("reference")
        found = [row for row in server.news if not statuses or row["status"] in statuses]
        found = [row for row in found if not references or row["reference"] in references]
        begins = [row["id"] for row in found].index(asked["older_than"][0]) + 1 if "older_than" in asked else 0
        self.send_response(server.status)
        self.end_headers()
        self.wfile.write(json.dumps({"notifications": found[begins : begins + 2]}).encode())

    def log_message(self, *_: object) -> None:
        """Silent."""


@pytest.fixture
def notify(settings: Any) -> Iterator[Any]:
    server: Any = ThreadingHTTPServer(("127.0.0.1", 0), Asked)
    server.asked, server.status, server.words, server.news = [], 201, "{}", []
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    settings.NOTIFY_API_KEY, settings.NOTIFY_TEMPLATE_ID = KEY, "a-template"
    settings.NOTIFY_URL = f"http://127.0.0.1:{server.server_address[1]}"
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


def sent(cast: Cast) -> Message:
    somebody_at(cast.at_elm)
    step = a_step(cast.ned, cast.exercise)
    campaigns.send(by=cast.ned, step_id=step.id, version=1)
    with as_worker():
        send_messages.send(step.id)
    return Message.objects.get()


def unpacked(part: str) -> bytes:
    return base64.urlsafe_b64decode(part + "=" * (-len(part) % 4))


def test_a_message_goes_out_with_our_reference_and_a_token_that_our_key_signed(cast: Cast, notify):
    message = sent(cast)
    ((path, proof, body),) = notify.asked
    assert path == "/v2/notifications/email" and not mail.outbox
    assert body["email_address"] == "mia@elm.example" and body["reference"] == message.message_id
    assert body["personalisation"]["subject"] == "Your return for Home care 2026"
    assert "the return of Elm Home Care until" in body["personalisation"]["body"]
    assert body["one_click_unsubscribe_url"].startswith("http")
    signed, _, signature = proof.removeprefix("Bearer ").rpartition(".")
    assert unpacked(signature) == hmac.new(SECRET.encode(), signed.encode(), sha256).digest()
    assert json.loads(unpacked(signed.partition(".")[2]))["iss"] == SERVICE
    assert message.state == "sent" and Contact.objects.get().external_id == message.message_id


@pytest.mark.parametrize(
    ("status", "words", "state", "is_bad"),
    [
        (400, "email_address is not a valid email address", "failed", True),
        (400, "Missing personalisation", "failed", False),
        (403, "Invalid token", "waiting", False),
        (429, "Exceeded rate limit", "waiting", False),
        (500, "Internal server error", "in_doubt", False),
        (None, "", "in_doubt", False),
    ],
)
def test_only_what_was_surely_not_taken_is_tried_again(cast: Cast, notify, status, words, state, is_bad):
    notify.status, notify.words = status, words
    assert sent(cast).state == state and not Contact.objects.exists()
    assert PersonMark.objects.filter(mark="bad_address").exists() is is_bad


def news_of(notify: Any, *said: tuple[Message, str]) -> None:
    notify.status = 200
    notify.news = [{"id": str(i), "reference": one.message_id, "status": how} for i, (one, how) in enumerate(said)]
    with as_worker():
        delivery_news.fetch()


def test_what_failed_later_is_a_bounce_and_only_what_failed_for_good_a_bad_address(cast: Cast, notify):
    for i in range(4):
        somebody_at(cast.at_elm, name=f"P {i}", email=f"p{i}@elm.example")
    step = a_step(cast.ned, cast.exercise)
    campaigns.send(by=cast.ned, step_id=step.id, version=1)
    with as_worker():
        send_messages.send(step.id)
    one, two, three, four = Message.objects.order_by("address")
    failed = ((one, "technical-failure"), (two, "temporary-failure"), (three, "permanent-failure"))
    for _ in range(2):
        news_of(notify, *failed, (four, "delivered"))
    assert set(Message.objects.filter(bounced_at__isnull=False)) == {one, two, three}
    assert PersonMark.objects.get().person.email == "p2@elm.example"
    outcomes = Contact.objects.values_list("messages__address", "outcome")
    assert {address for address, outcome in outcomes if outcome == "sent"} == {"p3@elm.example"}


def test_a_message_in_doubt_that_the_service_has_was_sent(cast: Cast, notify):
    notify.status = None
    message = sent(cast)
    assert message.state == "in_doubt"
    news_of(notify)
    assert Message.objects.get().state == "in_doubt"
    news_of(notify, (message, "sending"))
    assert Message.objects.get().state == "sent" and Contact.objects.get().external_id == message.message_id


def test_news_that_cannot_be_fetched_change_nothing(cast: Cast, notify):
    message = sent(cast)
    notify.words = "Invalid token"
    notify.status, notify.news = 403, [{"id": "1", "reference": message.message_id, "status": "permanent-failure"}]
    with as_worker():
        delivery_news.fetch()
    assert not Message.objects.filter(bounced_at__isnull=False).exists()


def test_a_service_that_is_away_costs_nobody_a_try(cast: Cast, notify):
    notify.shutdown()
    notify.server_close()
    message = sent(cast)
    assert (message.state, message.tries) == ("waiting", 0)


def test_a_key_of_something_else_is_no_key():
    assert key_from(KEY).service == SERVICE and token(key_from(KEY), 0).count(".") == 2
    with pytest.raises(ValueError):
        key_from("not-a-key")
