"""The address of the demo: a socket that stays open while the web server behind it is started again."""

import socket

FIRST, LAST = 8000, 8099
HOST = "127.0.0.1"
QUEUE = 128


class PortTaken(Exception):
    """The port is taken; the message is a sentence for whoever asked for it."""


def listen(port: int | None) -> socket.socket:
    """Listen on the port that was asked for, or the first free one."""
    for candidate in range(FIRST, LAST + 1) if port is None else (port,):
        try:
            return _bound(candidate)
        except (OSError, OverflowError) as trouble:
            reason = trouble
    asked = f"Port {port} cannot" if port is not None else f"None of the ports {FIRST} to {LAST} can"
    raise PortTaken(f"{asked} be used ({reason}). Choose another with --port.")


def _bound(port: int) -> socket.socket:
    opened = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        opened.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        opened.bind((HOST, port))
        opened.listen(QUEUE)
    except BaseException:
        opened.close()
        raise
    return opened


def address(listening: socket.socket) -> str:
    return f"http://localhost:{listening.getsockname()[1]}"
