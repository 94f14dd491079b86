"""Answers a load balancer: whether this process lives, and whether it is ready to serve. No session, no cookie."""

from collections.abc import Callable
from functools import cache

from django.db import DatabaseError, connection
from django.db.migrations.loader import MigrationLoader
from django.http import HttpRequest, HttpResponse, JsonResponse

Respond = Callable[[HttpRequest], HttpResponse]
LIVE, READY = "/health/live", "/health/ready"


class HealthMiddleware:
    """Stands before whatever asks for a host, for TLS or for a person: a load balancer has none of these."""

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path_info not in (LIVE, READY):
            return self.get_response(request)
        if request.method not in ("GET", "HEAD"):
            return HttpResponse(status=405, headers={"Allow": "GET, HEAD"})
        parts = {} if request.path_info == LIVE else {"database": has_database(), "migrations": is_migrated()}
        is_well = all(parts.values())
        how = {"Cache-Control": "no-store"} | ({} if is_well else {"Retry-After": "5"})
        return JsonResponse({"well": is_well, **parts}, status=200 if is_well else 503, headers=how)


def has_database() -> bool:
    return ask("SELECT 1") is not None


def is_migrated() -> bool:
    """Tell whether the database has all migrations of this code; more than those is newer code beside this one."""
    done = ask("SELECT app, name FROM django_migrations")
    return done is not None and known() <= set(done)


@cache
def known() -> frozenset[tuple[str, str]]:
    loader = MigrationLoader(None, load=False)
    loader.load_disk()
    return frozenset(loader.disk_migrations or ())


def ask(statement: str) -> list[tuple[str, ...]] | None:
    try:
        with connection.cursor() as cursor:
            cursor.execute(statement)
            return cursor.fetchall()
    except DatabaseError:
        return None
