"""Read a workbook in a separate process, limited in memory and time, so that an answer always comes back."""

import contextlib
import logging
import os
import stat
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from costing.foreign import grid_reader
from costing.foreign.grid import Grid
from costing.reader.raw_return import RawReturn, Unreadable
from costing.reader.refusal_findings import finding_of
from costing.reader.transport import from_json
from costing.sandbox import pipe_messages, process_pool
from costing.sandbox.process_pool import Ended
from spreadsheets import limits
from spreadsheets.refusals import Cause
from spreadsheets.sizes import size_in_words

logger = logging.getLogger(__name__)
Read = TypeVar("Read")

# The process apart gives up a little earlier, so that it can say so itself.
SECONDS = 9.5


@dataclass(frozen=True, slots=True)
class Measured:
    """A reading, with how long it took and what its process held at most."""

    result: RawReturn | Unreadable
    seconds: float
    peak_kb: int


def read_file(path: str | os.PathLike[str]) -> RawReturn | Unreadable:
    try:
        opened = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    except (OSError, ValueError) as error:
        return _cannot_be_opened(_why(error))
    try:
        return _not_a_file(os.fstat(opened)) or read_bytes(_contents(opened))
    except OSError as error:
        return _cannot_be_opened(_why(error))
    finally:
        os.close(opened)


def _not_a_file(status: os.stat_result) -> Unreadable | None:
    if stat.S_ISDIR(status.st_mode):
        return _cannot_be_opened("it is a folder")
    if not stat.S_ISREG(status.st_mode):
        return _cannot_be_opened("it is not a file")
    return _too_large(status.st_size) if status.st_size > limits.FILE_BYTES else None


def _contents(opened: int) -> bytes:
    with os.fdopen(opened, "rb", closefd=False) as file:
        return file.read(limits.FILE_BYTES + 1)


def _cannot_be_opened(why: str) -> Unreadable:
    return Unreadable(finding_of(Cause.CANNOT_BE_OPENED, why))


def read_bytes(data: bytes) -> RawReturn | Unreadable:
    return read_measured(data).result


def read_measured(data: bytes) -> Measured:
    """Read and measure; a process that died since the last file is replaced once, dying of this file is an answer."""
    ended = _asked(pipe_messages.OUR_FORM, data)
    if isinstance(ended, Unreadable):
        return Measured(ended, 0.0 if len(data) > limits.FILE_BYTES else SECONDS, 0)
    return Measured(_result(ended, from_json), ended.seconds, ended.peak_kb)


def read_any_layout(data: bytes) -> Grid | Unreadable:
    """Read all cells of a workbook that need not be one of ours, under the same limits."""
    ended = _asked(pipe_messages.ANY_LAYOUT, data)
    return ended if isinstance(ended, Unreadable) else _result(ended, grid_reader.from_json)


def _asked(how: bytes, data: bytes) -> Ended | Unreadable:
    if len(data) > limits.FILE_BYTES:
        return _too_large(len(data))
    deadline = time.monotonic() + SECONDS
    for _ in range(2):
        try:
            return process_pool.POOL.ask(how + data, deadline)
        except (pipe_messages.Broken, OSError) as error:
            logger.warning("the reading process had to be replaced: %s", error)
    return Unreadable(finding_of(Cause.TOOK_TOO_LONG if time.monotonic() >= deadline else Cause.COULD_NOT_BE_READ))


def _too_large(size: int) -> Unreadable:
    return Unreadable(finding_of(Cause.TOO_LARGE, size_in_words(size)))


def _why(error: OSError | ValueError) -> str:
    match error:
        case FileNotFoundError() | NotADirectoryError():
            return "there is no such file"
        case PermissionError():
            return "you are not allowed to open it"
        case IsADirectoryError():
            return "it is a folder"
    return "its name or its place is not usable"


def _result(ended: Ended, unpacked: Callable[[bytes], Read]) -> Read | Unreadable:
    """Return the result: a reader that was killed ran into a limit; one that ended itself met a bug of ours."""
    if ended.exit == 0:
        with contextlib.suppress(ValueError, KeyError, TypeError):
            return unpacked(ended.body)
    logger.error("reading a workbook ended with %s %s", ended.exit, ended.body[:500].decode("ascii", "replace"))
    return Unreadable(finding_of(Cause.TOOK_TOO_LONG if ended.was_killed else Cause.COULD_NOT_BE_READ))
