"""Row-level security around each request: PostgreSQL is told who asks, and forgets it when the answer is made."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

from django.conf import settings
from django.db import DatabaseError, connection
from django.http import FileResponse, HttpRequest, HttpResponse, StreamingHttpResponse

from accounts.domain.context import Context
from accounts.queries.wall_context import tell, tell_person
from costofcare.servers.roles import WORKER

Answer = Callable[[HttpRequest], HttpResponse]


class StepDownMiddleware:
    """Serves as WALL_ROLE if the connection is the owner's; first of all, so that nothing is read as owner."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not settings.WALL_ROLE:
            return self.get_response(request)
        with stand_under(settings.WALL_ROLE):
            response = self.get_response(request)
        return within(lambda: stand_under(settings.WALL_ROLE), response)


class WallMiddleware:
    """Tells the database who asks; for strangers, and outside of requests, it knows nobody and shows no row."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        context, person = getattr(request, "context", None), getattr(request, "user", None)
        with told(context):
            if context is None and person is not None and person.is_authenticated:
                tell_person(person.pk)
            response = self.get_response(request)
        return within(lambda: told(context), response)


def within(around: Callable[[], AbstractContextManager[None]], response: HttpResponse) -> HttpResponse:
    """Let what is read while an answer is sent be read as on its page; files that lie ready read nothing."""
    if isinstance(response, StreamingHttpResponse) and not isinstance(response, FileResponse):
        response.streaming_content = _pieces(around, iter(response))
    return response


def _pieces(around: Callable[[], AbstractContextManager[None]], coming: Iterator[bytes]) -> Iterator[bytes]:
    """Yield the pieces; between two of them, while a slow reader takes one, nothing is told."""
    while True:
        with around():
            piece = next(coming, None)
        if piece is None:
            return
        yield piece


@contextmanager
def stand_as(context: Context | None, role: str | None = None) -> Iterator[None]:
    """Do everything inside as on a page of ``context``, under row-level security."""
    with stand_under(role or settings.WALL_ROLE), told(context):
        yield


@contextmanager
def stand_as_worker() -> Iterator[None]:
    with stand_under(WORKER), told(None):
        yield


@contextmanager
def told(context: Context | None) -> Iterator[None]:
    tell(context)
    try:
        yield
    finally:
        undo(lambda: tell(None))


@contextmanager
def stand_under(role: str) -> Iterator[None]:
    """Set the role inside; ``role`` is a name from the settings or the code, never from a request."""
    before = run("SELECT current_user")
    run(f"SET ROLE {connection.ops.quote_name(role)}")
    try:
        yield
    finally:
        undo(lambda: run(f"SET ROLE {connection.ops.quote_name(before)}"))


def run(statement: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return str(cursor.fetchone()[0]) if cursor.description else ""


def undo(step: Callable[[], object]) -> None:
    """Undo a setting, or give up the connection that holds it.

    Inside a broken transaction nothing can be said to the database, and nothing needs to be: its rollback undoes
    what was set within. A connection outside of one is closed rather than handed on with somebody's name on it.
    """
    if connection.connection is None:
        return
    try:
        step()
    except DatabaseError:
        if not connection.in_atomic_block:
            connection.close()
