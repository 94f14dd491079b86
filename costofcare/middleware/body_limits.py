"""How large a request may be, by its address and by who sends it: decided before anything of it is read.

The same figures stand in front of us, in nginx: docs/developing.md, "Limits".
"""

from collections.abc import Callable, Iterable
from io import BytesIO
from typing import Any

from django.core.handlers.wsgi import get_path_info
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from costofcare.middleware.open_addresses import is_open, name_of
from costofcare.views.error_pages import page_of_trouble

KB, MB = 2**10, 2**20
# What strangers send: an address, a password, an answer to an invitation.
OF_STRANGERS = 256 * KB
# The largest form of ours, with room: a pasted list of some thousand lines.
OF_FORMS = 5 * MB
# More than a file may have (10 MB), so that one somewhat too large is answered at its field, in the form's own words.
OF_FILES = 25 * MB
OF_FOLDERS = 105 * MB
TAKE_A_FILE = frozenset(
    {
        *("submissions:upload", "submissions:send_as_it_is", "submissions:intake_add", "reports:index_load"),
        *("benchmarking:own_upload", "benchmarking:own_table_file"),
        *("engagement:drop", "engagement:drop_at", "engagement:contacts_together", "engagement:log_import_new"),
    }
)
TAKE_A_FOLDER = frozenset(
    {
        *("submissions:intake_add_folder", "register:import_directory", "register:import_council_list"),
        *("markets:dataset_send", "markets:own_visits", "benchmarking:public_file_send"),
        "markets:place_send",
    }
)
Start = Callable[..., Any]
Respond = Callable[[HttpRequest], HttpResponse]


def most_at(path: str) -> int:
    """Return how many bytes an address takes from whoever is signed in, and an open one from anybody."""
    name = name_of(path)
    if name in TAKE_A_FOLDER:
        return OF_FOLDERS
    if name in TAKE_A_FILE:
        return OF_FILES
    return OF_STRANGERS if is_open(path) or not name else OF_FORMS


class BodyLimits:
    """The WSGI application behind a door: no body comes in that is larger than its address takes from anybody.

    A body that does not say its length is read up to what a stranger may send, and refused if it goes on.
    """

    def __init__(self, application: Callable[[dict[str, Any], Start], Iterable[bytes]]) -> None:
        self.application = application

    def __call__(self, environ: dict[str, Any], start_response: Start) -> Iterable[bytes]:
        if environ.get("HTTP_TRANSFER_ENCODING"):
            body = _at_most(environ["wsgi.input"], OF_STRANGERS)
            if body is None:
                return _refuse(start_response, OF_STRANGERS)
            del environ["HTTP_TRANSFER_ENCODING"]
            environ |= {"wsgi.input": BytesIO(body), "CONTENT_LENGTH": str(len(body))}
        elif (length := length_of(environ)) > OF_STRANGERS and length > (most := most_at(get_path_info(environ))):
            return _refuse(start_response, most)
        return self.application(environ, start_response)


class BodyLimitsMiddleware:
    """Lets nobody send more than a stranger may until it is known who they are."""

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        most = most_at(request.path_info) if request.user.is_authenticated else OF_STRANGERS
        if length_of(request.META) <= most:
            return self.get_response(request)
        return too_large(most, is_signed_out=not request.user.is_authenticated and not is_open(request.path_info))


def length_of(environ: dict[str, Any]) -> int:
    said = str(environ.get("CONTENT_LENGTH") or "")
    return min(int(said[:20]), 2**63) if said.isascii() and said.isdecimal() else 0


def too_large(most: int, *, is_signed_out: bool = False) -> HttpResponse:
    size = f"{most // MB} MB" if most >= MB else f"{most // KB} kB"
    sign_in = reverse("account_login") if is_signed_out else ""
    return page_of_trouble("413.html", 413, most=size, sign_in=sign_in)


def _at_most(stream: Any, most: int) -> bytes | None:
    """Return all that comes; None if it is more than that, of which only so much is read."""
    parts, left = [], most + 1
    while left and (part := stream.read(min(left, 64 * KB))):
        parts.append(part)
        left -= len(part)
    return b"".join(parts) if left else None


def _refuse(start_response: Start, most: int) -> Iterable[bytes]:
    answer = too_large(most)
    start_response("413 Content Too Large", [*answer.items(), ("Content-Length", str(len(answer.content)))])
    return [answer.content]
