"""Tell whether somebody has signed in on this browser before, by the cookie that we signed."""

from django.conf import settings
from django.http import HttpRequest

from accounts.domain.known_device import REMEMBERED_FOR, KnownDevice, device_from

SALT = "device"


def device_of(request: HttpRequest) -> KnownDevice:
    """Return what the browser remembers; one that we did not sign, or long ago, remembers nothing."""
    return device_from(
        request.get_signed_cookie(settings.DEVICE_COOKIE_NAME, "", salt=SALT, max_age=REMEMBERED_FOR) or ""
    )


def known_device(request: HttpRequest, email: str) -> str:
    """Return the device's number if this person has signed in on it; blank otherwise."""
    device = device_of(request)
    return device.number if email and device.knows(email) else ""
