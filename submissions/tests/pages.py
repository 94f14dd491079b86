"""Test support: pages as somebody sees them, behind the database's wall as in life."""

import html
import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.domain.context import Context
from accounts.models import User


@pytest.fixture
def no_second_factor(settings: Any) -> None:
    """Switch the second factor off; its own tests cover it."""
    settings.SECOND_FACTOR_REQUIRED = False


def client_of(context: Context | None) -> Client:
    client = Client()
    if context is not None:
        client.force_login(User.objects.get(id=context.person_id))
    return client


def get(context: Context | None, page: str, /, *arguments: object, **query: str) -> Any:
    return client_of(context).get(reverse(page, args=arguments), query)


def post(context: Context | None, page: str, /, *arguments: object, **data: object) -> Any:
    return client_of(context).post(reverse(page, args=arguments), data, follow=True)


def text_of(response: Any) -> str:
    """Return what a person reads: without tags, each space once."""
    body = response.content.decode()
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", body)).split())
