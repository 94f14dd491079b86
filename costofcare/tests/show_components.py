"""Serve the pages with every component, for those who build pages: python -m costofcare.tests.show_components."""

import contextlib
import mimetypes
import os
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any
from wsgiref.simple_server import make_server

from costofcare.embedded_servers import ENVIRONMENT

HOST, PORT = "127.0.0.1", 8000
URLS = "costofcare.tests.sampler"
START = "/components/"
Environ = dict[str, Any]
Answer = Callable[[str, list[tuple[str, str]]], Any]


def main() -> None:
    """Serve the pages without database, broker or demo, until Ctrl-C."""
    prepare()
    print(f"http://{HOST}:{PORT}{START}")
    with contextlib.suppress(KeyboardInterrupt):
        make_server(HOST, PORT, serve).serve_forever()


def prepare() -> None:
    os.environ |= ENVIRONMENT | {"DJANGO_SETTINGS_MODULE": "costofcare.settings"}
    import django
    from django.conf import settings

    settings.ROOT_URLCONF = URLS
    django.setup()


def serve(environ: Environ, answer: Answer) -> Iterable[bytes]:
    path = environ["PATH_INFO"]
    return static(path, answer) if path.startswith("/static/") else page(environ, answer)


def static(path: str, answer: Answer) -> Iterable[bytes]:
    from django.contrib.staticfiles import finders

    found = finders.find(path.removeprefix("/static/"))
    if not found:
        answer("404 Not Found", [])
        return [b""]
    answer("200 OK", [("Content-Type", mimetypes.guess_type(path)[0] or "application/octet-stream")])
    return [Path(str(found)).read_bytes()]


def page(environ: Environ, answer: Answer) -> Iterable[bytes]:
    from django.core.handlers.wsgi import WSGIRequest

    from costofcare.tests.offline import Offline
    from costofcare.tests.sampler import PROVIDER

    response = Offline(PROVIDER, URLS).respond(WSGIRequest(environ))
    answer(f"{response.status_code} {response.reason_phrase}", list(response.items()))
    return [response.content]


if __name__ == "__main__":
    main()
