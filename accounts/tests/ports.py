"""Test support: a port for a server of one's own."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def held_port() -> Iterator[int]:
    """Give a port that is given to nobody else meanwhile: it is taken, and not listened at.

    A server may listen at it that allows addresses to be used again (SO_REUSEADDR), as gunicorn and asyncio do.
    """
    with socket.socket() as held:
        held.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        held.bind(("127.0.0.1", 0))
        yield int(held.getsockname()[1])
