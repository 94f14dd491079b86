"""The cookies that the portal sets, as the privacy page lists them; a test holds that there are no others."""

from dataclasses import dataclass

from django.conf import settings

from accounts.domain.known_device import REMEMBERED_FOR


@dataclass(frozen=True, slots=True)
class Cookie:
    name: str
    purpose: str
    lasts: str


def cookies() -> list[Cookie]:
    hours, idle = settings.SESSION_OVERALL.total_seconds() / 3600, settings.SESSION_IDLE.total_seconds() / 60
    return [
        Cookie(
            settings.SESSION_COOKIE_NAME,
            "Keeps you signed in",
            f"Until you sign out, {idle:g} minutes after you last used the portal, or {hours:g} hours at most",
        ),
        Cookie(
            settings.CSRF_COOKIE_NAME,
            "Makes sure that a form comes from a page of this portal",
            # Django keeps it longer than a session: pages stay usable when the same person signs in again.
            f"{settings.CSRF_COOKIE_AGE // (7 * 24 * 3600)} weeks",
        ),
        Cookie(
            settings.WHOSE_COOKIE_NAME,
            "Says, signed, whose session it was, so that what you send after it has ended is kept for you",
            "Until you close your browser, 14 days at most",
        ),
        Cookie(
            settings.DEVICE_COOKIE_NAME,
            "Says, signed, that you have signed in on this device, so that nobody who guesses at your password "
            "elsewhere can keep you waiting here",
            f"{REMEMBERED_FOR.days} days after you last signed in",
        ),
        Cookie("messages", "Tells you what has just happened", "Until you have seen it"),
    ]
