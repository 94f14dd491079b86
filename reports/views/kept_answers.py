"""Answers for everybody that any cache may keep: how long, and that nothing is sent again to who has it."""

from datetime import datetime
from hashlib import sha256

from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import http_date, quote_etag

# The list has no figures: whoever keeps it for so many seconds is not far behind.
KEPT_AWHILE = "public, max-age=300"
# What is withdrawn is to be gone from every cache: it may keep a copy, and asks each time whether that still stands.
ASKED_ANEW = "public, no-cache"


def kept(request: HttpRequest, response: HttpResponse, changed: datetime | None, how: str = ASKED_ANEW) -> HttpResponse:
    """Return the answer for any cache to keep; nothing more than that it is unchanged where somebody has it already."""
    response["Cache-Control"] = how
    response["ETag"] = etag = quote_etag(sha256(response.content).hexdigest()[:32])
    last = int(changed.timestamp()) if changed else None
    if last:
        response["Last-Modified"] = http_date(last)
    asked = get_conditional_response(request, etag=etag, last_modified=last, response=response)
    return asked if isinstance(asked, HttpResponse) else response


def latest(*moments: datetime | None) -> datetime | None:
    return max(filter(None, moments), default=None)
