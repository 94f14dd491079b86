"""Test support: every address of the project with its view, and which roles find something there."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from accounts.tests.pages import client_of

EVERYBODY = "signed in"
ANYONE = "anyone"
NOBODY = "nobody"
# Who tries: one person of each role, by the name in the cast.
ROLES = {
    "ada": "provider_administrator",
    "tom": "provider_user",
    "dev": "analyst",
    "fay": "release_approver",
    "ned": "engagement_officer",
    "carol": "commissioner",
    "reg": "regional_lead",
    "alex": "administrator",
    "una": "auditor",
}


@dataclass(frozen=True)
class Address:
    """An address as it stands in the tables: its path with the places of its keys, its name, and its view."""

    path: str
    name: str
    view: str
    keys: tuple[str, ...]


def all_addresses() -> list[Address]:
    return sorted(_walk(get_resolver().url_patterns, "", "", ()), key=lambda one: one.path)


def _walk(entries: Any, path: str, namespace: str, keys: tuple[str, ...]) -> Iterator[Address]:
    for entry in entries:
        here, there = path + str(entry.pattern), (*keys, *entry.pattern.converters)
        if isinstance(entry, URLResolver):
            inner = f"{namespace}{entry.namespace}:" if entry.namespace else namespace
            yield from _walk(entry.url_patterns, here, inner, there)
        elif isinstance(entry, URLPattern):
            yield Address(f"/{here}", f"{namespace}{entry.name}", _view_of(entry), there)


def _view_of(entry: URLPattern) -> str:
    view = getattr(entry.callback, "view_class", entry.callback)
    return f"{view.__module__}.{view.__qualname__}"


def roles_that_find(address: Address, objects: Mapping[str, Any], clients: Mapping[str, Client]) -> str:
    """Return the roles that do not get 404; what they change by asking is undone."""
    path = reverse(address.name, kwargs={key: objects.get(key) or uuid4() for key in address.keys})
    found = [ROLES[name] for name, client in clients.items() if _finds(client, path)]
    return EVERYBODY if len(found) == len(ROLES) else " ".join(found) or NOBODY


def _finds(client: Client, path: str) -> bool:
    point = transaction.savepoint()
    answer = client.get(path)
    if answer.status_code == 405:
        answer = client.post(path)
    if answer.streaming:
        b"".join(answer.streaming_content)  # to its end: closed earlier it would close the connection of the test
    transaction.savepoint_rollback(point)
    return answer.status_code != 404


def clients_of(cast: Any) -> dict[str, Client]:
    return {name: client_of(getattr(cast, name)) for name in ROLES}
