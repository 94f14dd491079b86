"""Test support: every address of the portal that names an object, found in the address tables themselves."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.urls.converters import UUIDConverter

from costofcare.middleware.open_addresses import OPEN_ADDRESSES

Addresses = dict[str, str]


def of_objects(objects: Mapping[str, Any]) -> Addresses:
    """Return by name each address with a UUID in it that is not everybody's.

    Raises KeyError for a kind of object that is not given.
    """
    found = {}
    for name, converters in patterns(get_resolver().url_patterns, ""):
        if name not in OPEN_ADDRESSES and any(
            isinstance(converter, UUIDConverter) for converter in converters.values()
        ):
            found[name] = reverse(name, kwargs={key: objects[key] for key in converters})
    return found


def patterns(entries: Any, namespace: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    for entry in entries:
        if isinstance(entry, URLResolver):
            inner = f"{namespace}{entry.namespace}:" if entry.namespace else namespace
            for name, converters in patterns(entry.url_patterns, inner):
                yield name, {**entry.pattern.converters, **converters}
        elif isinstance(entry, URLPattern) and entry.name:
            yield f"{namespace}{entry.name}", entry.pattern.converters
