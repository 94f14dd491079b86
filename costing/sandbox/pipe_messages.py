"""Messages over a pipe: a length, then as many bytes, within a time."""

import os
import select
import struct
import time

_LENGTH = struct.Struct(">I")
LONGEST = 64 * 1024 * 1024
# The first byte of a message with a file: a return of ours, or a workbook of any layout.
OUR_FORM, ANY_LAYOUT = b"F", b"G"


# The end of a reading in one message: its exit code, its seconds, what it held at most, and then what it found.
_END = struct.Struct(">idq")


class Broken(Exception):
    """The other end is gone, too slow, or speaks of something else."""


def told(exit_code: int, seconds: float, peak_kb: int, body: bytes) -> bytes:
    return _END.pack(exit_code, seconds, peak_kb) + body


def what_was_told(message: bytes) -> tuple[int, float, int, bytes]:
    """Read what ``told`` packed; raises Broken for anything else."""
    if len(message) < _END.size:
        raise Broken("a message too short to be one")
    return *_END.unpack_from(message), message[_END.size :]


def send(to: int, message: bytes, deadline: float) -> None:
    """Send a message; ``to`` must not block, ``deadline`` is a time of ``time.monotonic``."""
    rest = memoryview(_LENGTH.pack(len(message)) + message)
    while rest:
        _wait(to, select.POLLOUT, deadline)
        try:
            rest = rest[os.write(to, rest) :]
        except BlockingIOError:
            continue
        except OSError as error:
            raise Broken("the other end is gone") from error


def send_blocking(to: int, message: bytes) -> None:
    """Send a message from a process that may not even wait on a pipe, as ``poll`` counts as opening files."""
    rest = memoryview(_LENGTH.pack(len(message)) + message)
    while rest:
        rest = rest[os.write(to, rest) :]


def receive_blocking(source: int) -> bytes:
    """Receive a message in such a process (see ``send_blocking``)."""
    (length,) = _LENGTH.unpack(_exactly(source, _LENGTH.size, None))
    return _exactly(source, length, None)


def receive(source: int, deadline: float) -> bytes:
    (length,) = _LENGTH.unpack(_exactly(source, _LENGTH.size, deadline))
    if length > LONGEST:
        raise Broken("a message too long to be one")
    return _exactly(source, length, deadline)


def _exactly(source: int, size: int, deadline: float | None) -> bytes:
    message = bytearray()
    while len(message) < size:
        if deadline is not None:
            _wait(source, select.POLLIN, deadline)
        piece = os.read(source, min(size - len(message), 1024 * 1024))
        if not piece:
            raise Broken("the other end is gone")
        if len(piece) == size:
            return piece
        message += piece
    return bytes(message)


def _wait(pipe: int, event: int, deadline: float) -> None:
    """Wait for a pipe with ``poll``, as ``select`` knows no pipes numbered above 1,024."""
    poll = select.poll()
    poll.register(pipe, event)
    if not poll.poll(max(0.0, deadline - time.monotonic()) * 1000):
        raise Broken("no answer in time")
