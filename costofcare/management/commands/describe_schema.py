"""`describe_schema`: the schema and addresses of this build as JSON, to be kept beside the tests when it is tagged."""

import json
from typing import Any

from django.core.management.base import BaseCommand
from django.db import connection
from django.urls import URLPattern, URLResolver, get_resolver

from costofcare.servers.schema.description import described


class Command(BaseCommand):
    help = (
        "Print tables, columns, constraints, rights and addresses of a migrated database, for the file by which tests "
        "hold that this build can serve while the next one's migrations have run."
    )
    requires_system_checks: list[str] = []

    def handle(self, **options: Any) -> None:
        with connection.cursor() as cursor:
            schema = described(cursor)
        schema["addresses"] = sorted(set(addresses(get_resolver(), "/")))
        self.stdout.write(written(schema))


def written(schema: Any) -> str:
    """Return it with a line for each table and address, so that a change shows where it is."""
    parts = []
    for name, about in sorted(schema.items()):
        is_list = isinstance(about, list)
        pairs = [] if is_list else [f"{json.dumps(key)}: {json.dumps(value)}" for key, value in sorted(about.items())]
        lines = [json.dumps(each) for each in about] if is_list else pairs
        opens, closes = "[]" if is_list else "{}"
        parts.append(f"{json.dumps(name)}: {opens}\n " + ",\n ".join(lines) + f"\n{closes}")
    return "{\n" + ",\n".join(parts) + "\n}"


def addresses(resolver: URLResolver, before: str) -> list[str]:
    found = []
    for entry in resolver.url_patterns:
        path = before + str(entry.pattern)
        found += addresses(entry, path) if isinstance(entry, URLResolver) else []
        if isinstance(entry, URLPattern):
            found.append(path)
    return found
