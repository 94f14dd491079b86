"""Remember in the browser, signed, who has signed in on it: on a person's own device no stranger's guesses count."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from accounts import queries
from accounts.domain.known_device import REMEMBERED_FOR
from accounts.queries.devices import SALT


def remember_device(request: HttpRequest, response: HttpResponse, email: str) -> None:
    """Add a person to those who are known on this browser; it says no address, only a digest."""
    response.set_signed_cookie(
        settings.DEVICE_COOKIE_NAME,
        str(queries.device_of(request).remembering(email)),
        salt=SALT,
        max_age=int(REMEMBERED_FOR.total_seconds()),
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
