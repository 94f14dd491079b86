"""Remember in the browser whose session it was, signed: for what is typed after its end, and for pages left open."""

from datetime import timedelta
from hashlib import sha256
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from accounts import queries

SALT = "whose"
REMEMBERED_FOR = timedelta(days=14)


def whose_session(request: HttpRequest) -> UUID | None:
    """Return whose session has ended in this browser: as the session says, or the cookie that we signed."""
    if ended := getattr(request, "session_was_of", None):
        return UUID(str(ended))
    if found := queries.person_of_session(request.COOKIES.get(settings.SESSION_COOKIE_NAME, "")):
        return found
    person, _ = _remembered(request)
    return UUID(person) if person else None


def remember_whose(request: HttpRequest, response: HttpResponse) -> None:
    """Keep in the browser whose session this is, signed, with a digest of the key of the forms on its pages."""
    before = _remembered(request)
    secret = request.META.get("CSRF_COOKIE")
    now = (str(request.user.pk), _digest(secret) if secret else before[1])
    if now != before:
        response.set_signed_cookie(
            settings.WHOSE_COOKIE_NAME,
            ".".join(now),
            salt=SALT,
            secure=settings.SESSION_COOKIE_SECURE,
            httponly=True,
            samesite="Lax",
        )


def keep_pages_usable(request: HttpRequest) -> None:
    """Let pages that were open before go on when the same person signs in again; everybody else's become too old.

    Signing in gives a browser a new key for its forms; whoever had the old one in this browser keeps it.
    """
    old = request.COOKIES.get(settings.CSRF_COOKIE_NAME, "")
    if old and _remembered(request) == (str(request.user.pk), _digest(old)):
        request.META["CSRF_COOKIE"] = old


def _remembered(request: HttpRequest) -> tuple[str, str]:
    said = request.get_signed_cookie(settings.WHOSE_COOKIE_NAME, "", salt=SALT, max_age=REMEMBERED_FOR)
    person, _, key = said.partition(".")
    return person, key


def _digest(secret: str) -> str:
    return sha256(secret.encode()).hexdigest()[:16]
