"""GOV.UK Notify: its key, the token that proves we hold it, and the meaning of its answers."""

import base64
import hmac
import json
from dataclasses import dataclass
from hashlib import sha256
from uuid import UUID

from accounts.domain.delivery import Delivery

UUID_LENGTH = 36


@dataclass(frozen=True, slots=True)
class NotifyKey:
    """A key, written as ``name-service-secret``, of which the last two are UUIDs."""

    service: str
    secret: str


def key_from(text: str) -> NotifyKey:
    """Read a key; raises ValueError if it is none of Notify's."""
    secret, service = text[-UUID_LENGTH:], text[-2 * UUID_LENGTH - 1 : -UUID_LENGTH - 1]
    return NotifyKey(service=str(UUID(service)), secret=str(UUID(secret)))


def token(key: NotifyKey, issued_at: int) -> str:
    """Return a JSON web token signed with HMAC-SHA256.

    ``issued_at`` is in seconds, and it is valid for half a minute.
    """
    parts = ({"typ": "JWT", "alg": "HS256"}, {"iss": key.service, "iat": issued_at})
    signed = ".".join(_packed(json.dumps(part, separators=(",", ":")).encode()) for part in parts)
    return f"{signed}.{_packed(hmac.new(key.secret.encode(), signed.encode(), sha256).digest())}"


def _packed(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


# What Notify says of a mail later on, where it did not arrive; whether another try would fail too.
FAILURES = {"permanent-failure": True, "temporary-failure": False, "technical-failure": False}


@dataclass(frozen=True, slots=True)
class News:
    """What became of a message; ``reference`` is our Message-ID."""

    id: str
    reference: str
    status: str


def news_in(document: object) -> list[News]:
    """Return what can be understood of an answer, without the rest."""
    rows = document.get("notifications") if isinstance(document, dict) else None
    known = [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []
    return [News(str(row.get("id")), str(row.get("reference")), str(row.get("status"))) for row in known]


def delivery_of(status: int, words: str) -> Delivery:
    """Return the result: 201 is accepted; after an error inside Notify the message may have been sent all the same."""
    if status == 201:
        return Delivery.ACCEPTED
    if status >= 500:
        return Delivery.DOUBT
    if status == 400:
        return Delivery.BAD_ADDRESS if "email_address" in words else Delivery.REFUSED
    return Delivery.LATER
