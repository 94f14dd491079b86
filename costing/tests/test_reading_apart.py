"""Reading in a process apart gives the same answer, and always an answer, and leaves nothing behind."""

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from costing import sandbox
from costing.forms import FORMS
from costing.reader import read_workbook
from costing.reader.raw_return import RawReturn, Unreadable
from costing.sandbox import process_pool
from costing.tests.hostile.craft import filled

ROOT = Path(__file__).resolve().parents[2]

# A reader that does to itself what a file could do to it at worst.
_TRICKS = """
import os, sys, time
sys.path.insert(0, sys.argv[1])
from costing.sandbox import fork_server
from costing.reader.raw_return import Unreadable
from spreadsheets.refusals import Cause
from costing.reader.refusal_findings import finding_of
really_read = fork_server.read_workbook

def is_open(number):
    try:
        os.fstat(number)
        return True
    except OSError:
        return False

def read(data, forms):
    if data == b"abort":
        os.abort()
    if data == b"hang":
        time.sleep(60)
    if data == b"spin":
        while True:
            pass
    if data == b"eat":
        return bytes(1 << 30)
    if data == b"stumble":
        raise ValueError("a figure of a provider: 10.20")
    if data == b"open":
        try:
            os.open("/", os.O_RDONLY)
        except OSError as error:
            return Unreadable(finding_of(Cause.CANNOT_BE_OPENED, str(error.errno)))
    if data == b"pipes":
        return Unreadable(finding_of(Cause.CANNOT_BE_OPENED, str(sum(map(is_open, range(1000))))))
    return really_read(data, forms)

fork_server.read_workbook = read
fork_server.serve(int(sys.argv[2]))
"""


@pytest.fixture
def pool(monkeypatch: pytest.MonkeyPatch) -> Iterator[process_pool.Pool]:
    """A pool of its own, so that a test can count and end what it started."""
    own = process_pool.Pool()
    monkeypatch.setattr(process_pool, "POOL", own)
    yield own
    own.end()


@pytest.fixture
def tricked(pool: process_pool.Pool, monkeypatch: pytest.MonkeyPatch) -> process_pool.Pool:
    monkeypatch.setattr(process_pool, "_START", _TRICKS)
    return pool


def _code(data: bytes) -> str:
    result = sandbox.read_bytes(data)
    assert isinstance(result, Unreadable)
    return result.finding.code


def _pids(pool: process_pool.Pool) -> list[int]:
    return [server.pid for server in pool._idle]


def _is_there(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"


def _open_files() -> int:
    return len(list(Path("/proc/self/fd").iterdir()))


def _wait_until_gone(pid: int) -> bool:
    for _ in range(4000):
        if not _is_there(pid):
            return True
        time.sleep(0.025)
    return False


@pytest.mark.parametrize("data", [filled(), b"", b"a,b\n", filled()[:-9]], ids=["filled", "empty", "csv", "cut"])
def test_the_answer_is_that_of_reading_in_place(data: bytes) -> None:
    assert sandbox.read_bytes(data) == read_workbook(data, FORMS)


def test_a_batch_is_read_by_one_process(pool: process_pool.Pool) -> None:
    sandbox.read_bytes(filled())
    first = _pids(pool)
    for _ in range(5):
        sandbox.read_bytes(filled())
    assert _pids(pool) == first
    assert len(first) == 1


@pytest.mark.parametrize(
    "trick", [b"abort", *(pytest.param(trick, marks=pytest.mark.nightly) for trick in (b"spin", b"hang", b"eat"))]
)
def test_a_reader_that_breaks_a_limit_is_an_answer(
    tricked: process_pool.Pool, monkeypatch: pytest.MonkeyPatch, trick: bytes
) -> None:
    with monkeypatch.context() as hurried:
        hurried.setattr(
            process_pool, "_START", _TRICKS.replace("fork_server.serve", "fork_server.SECONDS = 1\nfork_server.serve")
        )
        assert _code(trick) == "F14"
    assert isinstance(sandbox.read_bytes(filled()), RawReturn)


def test_a_bug_of_ours_is_an_answer_and_the_log_says_where_but_not_what(
    tricked: process_pool.Pool, caplog: pytest.LogCaptureFixture
) -> None:
    assert _code(b"stumble") == "F18"
    assert "ValueError at <string>" in caplog.text
    assert "10.20" not in caplog.text


def test_a_reader_can_open_neither_file_nor_socket(tricked: process_pool.Pool) -> None:
    result = sandbox.read_bytes(b"open")
    assert isinstance(result, Unreadable)
    assert result.finding.read == "24"  # EMFILE: no more files, of none


def test_a_reader_inherits_no_open_files(tricked: process_pool.Pool) -> None:
    """It has the pipe it reads from, the error stream and the pipe it answers on."""
    with (ROOT / "manage.py").open():
        result = sandbox.read_bytes(b"pipes")
    assert isinstance(result, Unreadable)
    assert result.finding.read == "3"


@pytest.mark.nightly
def test_a_process_that_was_killed_is_replaced(pool: process_pool.Pool) -> None:
    sandbox.read_bytes(filled())
    (first,) = _pids(pool)
    os.kill(first, signal.SIGKILL)
    assert isinstance(sandbox.read_bytes(filled()), RawReturn)
    assert first not in _pids(pool)
    assert _wait_until_gone(first)


def test_where_no_process_can_be_started_the_answer_says_so(
    pool: process_pool.Pool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(process_pool.sys, "executable", "/nowhere/python")
    assert _code(filled()) == "F18"


@pytest.mark.nightly
def test_threads_read_at_the_same_time(pool: process_pool.Pool) -> None:
    with ThreadPoolExecutor(6) as threads:
        results = list(threads.map(sandbox.read_bytes, [filled()] * 30))
    assert all(result == results[0] for result in results)
    assert len(_pids(pool)) <= 4


@pytest.mark.nightly
def test_a_forked_copy_of_this_process_reads_with_a_process_of_its_own(pool: process_pool.Pool) -> None:
    sandbox.read_bytes(filled())
    ours = _pids(pool)
    source, to = os.pipe()
    child = os.fork()
    if child == 0:
        with contextlib.suppress(BaseException):
            pool.after_fork()  # the one in use is this test's; the module's own is told by the fork itself
            is_read = isinstance(sandbox.read_bytes(filled()), RawReturn)
            os.write(to, b"fine" if is_read and _pids(pool) != ours else b"not ")
            pool.end()
        os._exit(0)
    os.waitpid(child, 0)
    assert os.read(source, 4) == b"fine"
    os.close(source)
    os.close(to)
    assert isinstance(sandbox.read_bytes(filled()), RawReturn)
    assert _pids(pool) == ours


def test_ending_leaves_no_process_and_no_pipe(pool: process_pool.Pool) -> None:
    before = _open_files()
    sandbox.read_bytes(filled())
    (pid,) = _pids(pool)
    pool.end()
    assert not Path(f"/proc/{pid}").exists()
    assert _open_files() == before


_SHORT_LIVED = """
import os, sys, time
from costing import sandbox
sandbox.read_bytes(b"x")
server = sandbox.process_pool.POOL._idle[0]
kept = os.dup(server.to)
heir = os.fork() if sys.argv[1] == "with an heir" else 1
if heir:
    print(server.pid, heir, flush=True)
time.sleep(60)
"""


@pytest.mark.parametrize("family", ["alone", "with an heir"])
def test_nothing_outlives_a_parent_that_was_killed(family: str) -> None:
    """Not even where a process forked from the parent still holds the pipe."""
    command = [sys.executable, "-c", _SHORT_LIVED, family]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout
        pid, heir = map(int, parent.stdout.readline().split())
        parent.kill()
        parent.wait()
        assert _wait_until_gone(pid)
        if family == "with an heir":
            os.kill(heir, signal.SIGKILL)
