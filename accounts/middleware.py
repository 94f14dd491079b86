"""Set who is asking on each request; roles are looked up each time, so one taken away is gone with the next click."""

import time
from collections.abc import Callable
from uuid import UUID

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from accounts import queries
from accounts.actions import person_sessions
from accounts.domain.context import CHOSEN_ROLE, Context
from accounts.domain.roles import GUARDED_ROLES
from accounts.domain.scripts import is_by_script
from accounts.domain.session_limits import SessionLimits, SessionTimes

Respond = Callable[[HttpRequest], HttpResponse]
# Under which names a session keeps when it began, and when it was last used.
BEGAN, USED = "began", "used"


class SessionLimitsMiddleware:
    """Ends a session that was not used for a while, or that is a day's work old; one in use is prolonged.

    What a page asks for by itself while nobody touches it is no use.
    """

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        was_signed_in = request.user.is_authenticated
        if was_signed_in:
            keep_within_limits(request, time.time())
        response = self.get_response(request)
        if request.user.is_authenticated and not was_signed_in:
            begin_session(request, time.time())
            note_device(request)
        return response


def keep_within_limits(request: HttpRequest, now: float) -> None:
    """End a session that is over, noting whose it was; note the use of any other."""
    limits = SessionLimits(settings.SESSION_IDLE, settings.SESSION_OVERALL)
    times = SessionTimes(request.session.get(BEGAN, now), request.session.get(USED, now))
    if times.is_over(limits, now):
        request.session_was_of = request.user.pk  # type: ignore[attr-defined]
        request.session.flush()
        request.user = AnonymousUser()
        return
    is_use = request.method not in ("GET", "HEAD") or not is_by_script(request.headers)
    if BEGAN not in request.session or (is_use and now - times.used >= limits.noted_every):
        request.session[BEGAN], request.session[USED] = times.began, now
        note_device(request)
        times = SessionTimes(times.began, now)
    request.session_left = times.seconds_left(limits, now)  # type: ignore[attr-defined]


def note_device(request: HttpRequest) -> None:
    """Note for the person's list of sessions that this one is in use, and by which browser."""
    if request.session.session_key:
        browser = request.headers.get("User-Agent", "")
        person_sessions.note(person_id=request.user.pk, session_key=request.session.session_key, browser=browser)


def begin_session(request: HttpRequest, now: float) -> None:
    request.session[BEGAN] = request.session[USED] = now


class ContextMiddleware:
    """Sets ``request.context``: the active context, or None for strangers and for those who have yet to choose."""

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.context = context_of(request)  # type: ignore[attr-defined]
        return self.get_response(request)


class SecondFactorMiddleware:
    """Sends people whose role needs a second factor to set one up before they may act."""

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        context: Context | None = request.context  # type: ignore[attr-defined]
        if context and lacks_second_factor(request, context):
            request.context = None  # type: ignore[attr-defined]
            if not request.path.startswith(reverse("accounts:account")):
                return redirect("mfa_activate_totp")
        return self.get_response(request)


def lacks_second_factor(request: HttpRequest, context: Context) -> bool:
    if not settings.SECOND_FACTOR_REQUIRED or not (context.role in GUARDED_ROLES or context.with_visits):
        return False
    return not is_mfa_enabled(request.user)


def context_of(request: HttpRequest) -> Context | None:
    if not request.user.is_authenticated:
        return None
    return queries.context_of(request.user, _chosen(request))


def _chosen(request: HttpRequest) -> UUID | None:
    try:
        return UUID(request.session.get(CHOSEN_ROLE, ""))
    except ValueError:
        return None
