"""A forked reader copies the pages that a reading writes to before its file comes; without that it reads the same."""

import ctypes
import os
import resource
from mmap import PAGESIZE
from pathlib import Path

import pytest

from costing.sandbox import pages_ahead
from costing.sandbox.pages_ahead import copier, pages_written

MANY = 200


def fresh_pages() -> bytearray:
    """Return memory of so many pages, each of which was written to."""
    return bytearray(b"1" * PAGESIZE * MANY)


def write_to(memory: bytearray) -> None:
    memory[::PAGESIZE] = b"2" * MANY


def faults_of_a_copy(memory: bytearray, ahead: list[pages_ahead.Stretch]) -> int:
    """Return how often a forked copy of this process had to copy a page while it wrote to the memory."""
    source, to = os.pipe()
    copy, pid = copier(), os.fork()
    if pid == 0:
        copy(ahead)
        before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
        write_to(memory)
        os.write(to, str(resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before).encode())
        os._exit(0)
    os.waitpid(pid, 0)
    os.close(to)
    with os.fdopen(source) as told:
        return int(told.read())


def test_what_is_written_to_is_told_and_copied_ahead():
    memory = fresh_pages()
    pages = pages_written(lambda: write_to(memory))
    middle = ctypes.addressof(ctypes.c_char.from_buffer(memory)) + PAGESIZE * MANY // 2
    assert any(address <= middle < address + size for address, size in pages)
    assert memory == fresh_pages()
    assert faults_of_a_copy(memory, pages) < MANY / 2 < faults_of_a_copy(memory, [])


def test_where_nothing_is_told_or_copied_nothing_else_changes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(pages_ahead, "_SELF", tmp_path)
    memory = fresh_pages()
    assert pages_written(lambda: write_to(memory)) == []
    copier()([(PAGESIZE, PAGESIZE), (1, 3), (0, 0)])
    assert faults_of_a_copy(memory, []) >= MANY / 2
