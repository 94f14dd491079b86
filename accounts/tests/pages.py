"""Test support: pages as somebody sees them, behind the database's wall as in life."""

import html
import re
from typing import Any
from uuid import UUID

import pytest
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.test import Client
from django.urls import reverse

from accounts.domain.context import Context
from accounts.models import User


@pytest.fixture
def no_second_factor(settings: Any) -> None:
    """Switch the second factor off; its own tests cover it."""
    settings.SECOND_FACTOR_REQUIRED = False


def client_of(who: Context | User | None) -> Client:
    client = Client()
    if who is not None:
        client.cookies[settings.SESSION_COOKIE_NAME] = signed_in(who.id if isinstance(who, User) else who.person_id)
    return client


def signed_in(person_id: UUID) -> str:
    """Return the key of a session as ``force_login`` leaves it, which takes nine statements to get there."""
    session, person = SessionStore(), User.objects.get(id=person_id)
    session[SESSION_KEY] = str(person.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    session.save(must_create=True)
    return str(session.session_key)


def get(who: Context | User | None, page: str, /, *arguments: object, **query: str) -> Any:
    return client_of(who).get(reverse(page, args=arguments), query)


def post(who: Context | User | None, page: str, /, *arguments: object, **data: object) -> Any:
    return client_of(who).post(reverse(page, args=arguments), data, follow=True)


def send(who: Context | User | None, page: str, /, *arguments: object, **data: object) -> Any:
    """Send a form where nobody looks at what comes after: the page that it leads to is not made."""
    return client_of(who).post(reverse(page, args=arguments), data)


def is_kept_out(who: Context | User | None, answer: Any) -> bool:
    """Tell whether they were kept from a page: not found, and for strangers the way to signing in."""
    if who is not None:
        return bool(answer.status_code == 404)
    led_to = answer.redirect_chain[0][0] if getattr(answer, "redirect_chain", ()) else answer.get("Location", "")
    return str(led_to).startswith(reverse("account_login"))


def text_of(response: Any) -> str:
    """Return what a person reads: without tags, each space once."""
    body = response.content.decode()
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", body)).split())
